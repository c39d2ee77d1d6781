using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nanobot.Testing;

namespace Nanobot.Isolation.Tests.Score.Planted;

/// <summary>What is planted.</summary>
internal static class Faults
{
    /// <summary>How many are to be found.</summary>
    public const int Count = 40;

    private const string Gateway = "gateway";
    private const string Believed = "believed";
    private static readonly string[] Modules = ["tenants", "chat", "reports", "scheduler"];

    // What routes show.
    private static readonly (string Module, string Table)[] Shown =
        [("chat", "chat_session"), ("chat", "workspace_file"), ("reports", "all_reports"), ("scheduler", "jobs"), ("scheduler", "schedule_calendars")];

    /// <summary>Those that are to be found.</summary>
    public static async Task<IReadOnlyList<Fault>> FindableAsync(Installation installation)
    {
        List<Fault> all = [.. OfContexts(), .. OfGateway(), .. OfAnswers(), .. OfRefusals(installation), Tables.WrittenElsewhere("chat", "chat_notification")];
        foreach (var (module, table) in Shown)
        {
            all.Add(await Tables.WithoutWallsAsync(installation, module, table));
        }

        return all.Count == Count ? all : throw new InvalidOperationException($"{all.Count} faults instead of {Count}.");
    }

    /// <summary>Those that another guard holds, so that nothing may be found.</summary>
    public static async Task<IReadOnlyList<Fault>> HeldAsync(Installation installation) =>
    [
        .. new[] { ("chat", "chat_session"), ("reports", "all_reports"), ("scheduler", "jobs"), ("tenants", "policies") }.Select(static place => Tables.WithoutRowSecurity(place.Item1, place.Item2)),
        await Tables.WithoutWallsAsync(installation, "chat", "chat_message") with { HeldBy = "messages are read of a session that is the caller's" },
        await Tables.WithoutWallsAsync(installation, "tenants", "policies") with { HeldBy = "policies are asked for by their owner, which stands in another column" },
    ];

    private static IEnumerable<Fault> OfContexts()
    {
        foreach (var module in Modules)
        {
            yield return new Fault($"{module}: the first one's tenant", "the tenant is kept as long as the process lives") { Module = module, Takes = Mistakes.FirstOne() };
            yield return new Fault($"{module}: tenants by users", "contexts are remembered by the user's id alone") { Module = module, Takes = Mistakes.NotedBy(static (_, context) => context.UserId ?? context.Role) };
        }

        yield return new Fault("chat: tenants by connections", "the context is the connection's") { Module = "chat", Takes = Mistakes.NotedBy(static (http, _) => http.Connection.Id) };
        yield return new Fault("reports: one place for the tenant", "a scope is a member of what lives as long as the process") { Module = "reports", Takes = Mistakes.TheOneBefore(static _ => "") };
        yield return new Fault("reports: the tenant by a header", "a header that the gateway does not take off is believed") { Module = "reports", Takes = Mistakes.Named(static http => http.Request.Headers["X-Org-Id"]) };
        yield return new Fault("scheduler: the tenant by the query", "a parameter that no guard looks at is believed") { Module = "scheduler", Takes = Mistakes.Named(static http => http.Request.Query["org_id"]) };
        yield return new Fault("tenants: the tenant by the path", "whoever names a tenant in the path acts in it") { Module = "tenants", Takes = Mistakes.Named(static http => http.GetRouteValue("id") as string) };
        yield return Believing("chat", "any signature", static _ => true);
        yield return Believing("tenants", "contexts that have ended", static payload => payload["exp"]!.GetValue<long>() is > 0 and var end && end < TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        yield return Believing("reports", "contexts of events", static payload => payload["aud"]!.GetValue<string>() == "event");
        yield return Believing("scheduler", "requests that another module has signed", static payload => payload["kid"]!.GetValue<string>() == "chat-1" && payload["aud"]!.GetValue<string>() == "request");
    }

    private static Fault Believing(string module, string what, Func<JsonNode, bool> accepts) => new($"{module}: {what}", "the check is left out") { Module = module, Believes = Mistakes.Unsigned(accepts) };

    private static IEnumerable<Fault> OfGateway() =>
    [
        new("gateway: a header of the caller's", "X-Tenant-ID is not taken off but believed")
        {
            Module = Gateway, Around = (http, next) => TakeOff(http, next, http.Request.Headers["X-Tenant-ID"].ToString(), () => http.Request.Headers.Remove("X-Tenant-ID")), Takes = Noted(),
        },
        new("gateway: a parameter of the caller's", "tenant_id is not compared but believed")
        {
            Module = Gateway, Around = static (http, next) => TakeOff(http, next, http.Request.Query["tenant_id"].ToString(), () => http.Request.QueryString = new QueryString("?q=canary")), Takes = Noted(),
        },
        new("gateway: the first one's tenant", "a context is made once") { Module = Gateway, Takes = Mistakes.FirstOne() },
        new("gateway: tenants by users", "contexts are remembered by the user's id alone") { Module = Gateway, Takes = Mistakes.NotedBy(static (_, context) => context.UserId) },
        new("gateway: tenants by the beginning of keys", "contexts are remembered by less than the whole key") { Module = Gateway, Takes = Mistakes.NotedBy(static (http, _) => http.Request.Headers.Authorization.ToString()[..12]) },
        new("gateway: the one before", "the context is kept in one place for all requests") { Module = Gateway, Takes = Mistakes.TheOneBefore(static _ => "") },
        new("gateway: everybody an operator", "the role is raised") { Module = Gateway, Takes = static (_, _) => TestContexts.Operator },
    ];

    private static Func<HttpContext, Platform.Tenancy.TenantContext, Platform.Tenancy.TenantContext> Noted() => Mistakes.Named(static http => http.Items[Believed] as string);

    private static Task TakeOff(HttpContext http, RequestDelegate next, string tenant, Action remove)
    {
        if (tenant.Length > 0)
        {
            http.Items[Believed] = tenant;
            remove();
        }

        return next(http);
    }

    private static IEnumerable<Fault> OfAnswers() =>
    [
        .. Modules.Append(Gateway).Select(static module => new Fault($"{module}: answers by paths", "answers are kept by path and query alone") { Module = module, Around = KeptAnswers.By(static http => Read(http) ? Address(http) : null) }),
        new Fault("reports: answers by idempotency keys", "the key is not the tenant's") { Module = "reports", Around = KeptAnswers.By(static http => http.Request.Headers["Idempotency-Key"] is [{ } key] ? key : null) },
        new Fault("scheduler: pages by cursors", "a cursor leads to the page of whoever had it first") { Module = "scheduler", Around = KeptAnswers.By(static http => http.Request.Query["cursor"] is [{ } cursor] ? cursor : null) },
    ];

    private static bool Read(HttpContext http) => HttpMethods.IsGet(http.Request.Method) && http.Request.Path != "/events" && !http.Request.Path.StartsWithSegments("/internal") && !http.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal);

    private static string Address(HttpContext http) => $"{http.Request.Path}{http.Request.QueryString}";

    private static IEnumerable<Fault> OfRefusals(Installation installation) =>
    [
        new("reports: 403 for what is others'", "a report of another tenant is refused and one that is none is not found")
        {
            Module = "reports", Around = KeptAnswers.Telling(http => HasAsync(installation, http, "all_reports", "report_id"), static (_, answer) => answer with { Status = StatusCodes.Status403Forbidden }),
        },
        new("chat: other words for what is others'", "a session of another tenant is refused in other words")
        {
            Module = "chat", Around = KeptAnswers.Telling(http => HasAsync(installation, http, "chat_session", "session_id"), static (_, answer) => answer with { Body = [.. answer.Body, (byte)' '] }),
        },
        new("scheduler: a header for what is others'", "a job of another tenant is refused with a header more")
        {
            Module = "scheduler", Around = KeptAnswers.Telling(http => HasAsync(installation, http, "jobs", "job_id"), static (http, answer) =>
            {
                http.Response.Headers["X-Owner"] = "other";
                return answer;
            }),
        },
    ];

    private static Task<bool> HasAsync(Installation installation, HttpContext http, string table, string column) =>
        Tables.HasAsync(installation, (string)http.Items[nameof(PlantedModules)]!, table, column, http.GetRouteValue(column) as string);
}
