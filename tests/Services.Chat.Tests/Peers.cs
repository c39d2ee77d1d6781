using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Schedules;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests;

/// <summary>
/// The tenants, reports and scheduler modules as far as chat calls them. It serves only the verified context's own user, so a call
/// in another's name would be seen; and to an administrator those of its tenant that a test has named in <see cref="Users"/>.
/// </summary>
internal sealed class Peers
{
    private int _arrived;
    private bool _wasTold;

    public string Language { get; set; } = "en";

    /// <summary>Which policies bind the tenants; they are known while the modules themselves are not there.</summary>
    public RightsStandIn Rights { get; } = new();

    public bool Down { get; set => (field, _wasTold) = (value, true); }

    /// <summary>How tenants stand by the tenants module's own word; all but those that a test names are active.</summary>
    public ConcurrentDictionary<string, string> Standings { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether what the modules have stored cannot be read.</summary>
    public bool Unreadable { get; set => (field, _wasTold) = (value, true); }

    /// <summary>Whether answers are to stop in the middle, for good.</summary>
    public bool Stalls { get; set => (field, _wasTold) = (value, true); }

    /// <summary>The problem document that every call with an effect is refused with, or null.</summary>
    public string? Refuses { get; set => (field, _wasTold) = (value, true); }

    /// <summary>What somebody else does just before a call with an effect takes hold.</summary>
    public Action? Meanwhile { get; set => (field, _wasTold) = (value, true); }

    /// <summary>Calls with an effect that have come so far, whether it has taken hold or not.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    /// <summary>Whether a report that is asked for is made, and the answer lost.</summary>
    public bool LosesAnswers { get; set => (field, _wasTold) = (value, true); }

    public ConcurrentDictionary<(string Tenant, string User), ConcurrentQueue<ReportResource>> Reports { get; } = new();

    /// <summary>What users follow and prefer, once they have changed it.</summary>
    public ConcurrentDictionary<(string Tenant, string User), UserResource> Users { get; } = new();

    public ConcurrentDictionary<(string Tenant, string User), ConcurrentDictionary<Guid, ScheduleResource>> Schedules { get; } = new();

    /// <summary>Methods and paths of all calls with an effect.</summary>
    public ConcurrentQueue<string> Effects { get; } = new();

    /// <summary>The doors that reports were asked for at, as the callers say.</summary>
    public ConcurrentQueue<string> Origins { get; } = new();

    /// <summary>The idempotency keys of all reports asked for.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    /// <summary>Whether they were there and refused nothing all the time, so that nobody remembers anything of them but what they told of a tenant.</summary>
    public bool IsUntouched => Rights.IsUntouched && !_wasTold;

    public async Task HandleAsync(HttpContext http)
    {
        if (await Rights.TryAnswerAsync(http))
        {
            return;
        }

        if (Down)
        {
            http.Response.StatusCode = 503;
            return;
        }

        if (http.Request.Path == Operations.Tenants.FindTenantStates.Path)
        {
            var ids = (await http.Request.ReadFromJsonAsync<TenantsQuestion>(Json.Wire))!.TenantIds;
            await AnswerAsync(http, 200, new TenantsAnswer([.. ids.Select(id => new TenantSnapshot(id, Standings.GetValueOrDefault(id, "active"), "professional", 0, "UTC"))]));
            return;
        }

        if (Unreadable)
        {
            http.Response.StatusCode = 500;
            http.Response.ContentType = "application/problem+json";
            await http.Response.WriteAsync("""{"status":500,"code":"STORED_DATA_UNREADABLE","detail":"It cannot be read."}""");
            return;
        }

        if (Stalls)
        {
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{\"items\":");
            await http.Response.Body.FlushAsync();
            await new TaskCompletionSource().Task.WaitAsync(http.RequestAborted);
        }

        var context = TestContexts.Read(http.Request.Headers[TenantHeaders.Context], ContextAudience.Background)
            ?? throw new InvalidOperationException("A call without a verified context.");
        var (method, path) = (http.Request.Method, http.Request.Path.Value!);
        var key = (context.RequiredTenantId, context.UserId ?? "");
        var (mine, jobs) = (Reports.GetOrAdd(key, static _ => new()), Schedules.GetOrAdd(key, static _ => new()));
        if (method != "GET")
        {
            if (Refuses is { } problem)
            {
                http.Response.StatusCode = 400;
                http.Response.ContentType = "application/problem+json";
                await http.Response.WriteAsync(problem);
                return;
            }

            Interlocked.Increment(ref _arrived);
            Meanwhile?.Invoke();
            Effects.Enqueue($"{method} {path}");
        }

        switch (method, path.Split('/')[1..])
        {
            case ("GET", ["users", var user]) when user == context.UserId:
                await AnswerAsync(http, 200, UserOf(key));
                break;
            case ("GET", ["users", var user]) when context.Role == TenantRole.TenantAdmin && Users.TryGetValue((key.RequiredTenantId, user), out var known):
                await AnswerAsync(http, 200, known);
                break;
            case ("PATCH", ["users", var user, "watchlist"]) when user == context.UserId:
                var edit = (await http.Request.ReadFromJsonAsync<WatchlistEdit>(Json.Wire))!;
                await AnswerAsync(http, 200, Users[key] = UserOf(key) with { Watchlist = PeerChanges.Apply(UserOf(key).Watchlist, edit) });
                break;
            case ("PUT", ["users", var user, "preferences"]) when user == context.UserId:
                var change = (await http.Request.ReadFromJsonAsync<Preferences>(Json.Wire))!;
                await AnswerAsync(http, 200, Users[key] = UserOf(key) with { Preferences = PeerChanges.Apply(UserOf(key).Preferences, change) });
                break;
            case ("GET", ["schedule", "jobs"]):
                await AnswerAsync(http, 200, new Page<ScheduleResource>([.. jobs.Values.OrderByDescending(static job => job.JobId)], null));
                break;
            case ("POST", ["schedule", "jobs"]):
                var job = PeerChanges.Scheduled((await http.Request.ReadFromJsonAsync<ScheduleRequest>(Json.Wire))!, UserOf(key).Preferences.TimeZone);
                await AnswerAsync(http, 201, jobs[job.JobId] = job);
                break;
            case ("DELETE", ["schedule", "jobs", var id]) when Guid.TryParse(id, out var gone) && jobs.TryRemove(gone, out _):
                http.Response.StatusCode = 204;
                break;
            case ("POST", ["reports"]):
                var request = await http.Request.ReadFromJsonAsync<ReportRequest>(Json.Wire);
                var report = new ReportResource(Guid.CreateVersion7(), context.RequiredUserId, request!.ReportType!, "completed", 100,
                    $"# {request.ReportType} report of {context.UserId}", null, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow);
                Keys.Enqueue(http.Request.Headers["Idempotency-Key"].Single()!);
                Origins.Enqueue(http.Request.Headers["X-Tenant-Origin"].ToString());
                mine.Enqueue(report);
                if (LosesAnswers)
                {
                    http.Abort();
                    break;
                }

                await AnswerAsync(http, 202, new ReportAccepted(report.ReportId, report.UserId, "pending", "On its way.", DateTimeOffset.UtcNow));
                break;
            case ("GET", ["reports"]):
                await AnswerAsync(http, 200, new Page<ReportResource>([.. mine.Reverse().Select(report => Listed(report, http.Request.Query["q"])).OfType<ReportResource>()], null));
                break;
            case ("GET", ["reports", var id]) when mine.FirstOrDefault(report => report.ReportId.ToString() == id) is { } found:
                await AnswerAsync(http, 200, found);
                break;
            default:
                http.Response.StatusCode = 404;
                break;
        }
    }

    /// <summary>Has administrators find a user.</summary>
    public void Know(TenantContext user) => Users[(user.RequiredTenantId, user.RequiredUserId)] = UserOf((user.RequiredTenantId, user.RequiredUserId));

    private UserResource UserOf((string Tenant, string User) key) => Users.GetValueOrDefault(key) ?? new UserResource(
        key.User, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, new Watchlist([$"STOCK-{key.User}"], [], [], []),
        new Preferences(Language: Language, TimeZone: "Europe/Berlin"), JsonSerializer.SerializeToElement(new { }));

    private static ReportResource? Listed(ReportResource report, string? words) =>
        words is null ? report with { Content = null }
        : report.Content?.IndexOf(words, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
            ? report with { Content = null, Found = new FoundInReport("text", "A report", report.Content[..at], report.Content.Substring(at, words.Length), report.Content[(at + words.Length)..]) }
        : null;

    private static Task AnswerAsync<T>(HttpContext http, int status, T value)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(value, Json.Wire);
    }
}
