using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nanobot.Isolation.Tests.Score;

/// <summary>Makes tenants in an installation, each with something of everything that routes lead to.</summary>
internal sealed class Settling(Installation installation, IReadOnlyList<Route> routes)
{
    private readonly HttpClient _gateway = installation.ClientOf("gateway");

    /// <summary>Makes <paramref name="count"/> of them.</summary>
    public async Task<Estates> SettleAsync(int count)
    {
        var all = new List<Estate>();
        for (var i = 0; i < count; i++)
        {
            all.Add(await SettleAsync());
        }

        return new Estates(all);
    }

    private async Task<Estate> SettleAsync()
    {
        var (tenant, name, guest) = ($"t-{Hex()}", $"n-{Hex()}", $"u-{Hex()}");
        var canary = $"canary{Hex()}";
        await SendAsync(Installation.OperatorKey, HttpMethod.Post, "/tenants", new { tenant_id = tenant, name = canary, tier = "professional" });
        var key = await SendAsync(Installation.OperatorKey, HttpMethod.Post, $"/tenants/{tenant}/keys", new { role = "tenant_admin" });
        var admin = Text(key, "key");
        foreach (var user in new[] { Estate.UserId, guest })
        {
            await SendAsync(admin, HttpMethod.Post, "/users", new { user_id = user, initial_data = new { preferences = new { language = "en" } } });
        }

        var issued = await SendAsync(admin, HttpMethod.Post, $"/tenants/{tenant}/keys", new { role = "user", user_id = Estate.UserId });
        var ada = Text(issued, "key");
        var token = Text(await SendAsync(admin, HttpMethod.Post, $"/users/{Estate.UserId}/tokens", new { }), "access_token");
        var ids = new Dictionary<string, string>
        {
            ["tenant_id"] = tenant,
            ["user_id"] = guest,
            ["key_id"] = Text(key, "key_id"),
            ["name"] = name,
            ["path"] = Estate.File,
            ["model"] = "offline",
            ["number"] = "1",
            ["channel"] = "push",
            ["topic"] = "user.created.v1",
            ["entry_id"] = "1-0",
            ["token"] = $"{tenant}.1.{new string('A', 86)}",
        };
        await TalkAsync(ada, canary, ids);
        await AskForReportsAsync(ada, ids);
        var unnamed = await ScheduleAsync(ada, admin, canary, ids);
        await ManageAsync(ada, admin, tenant, canary, name, ids);
        return new Estate(tenant, [canary, Text(issued, "key_id"), unnamed], admin, ada, token, ids, await CursorsAsync(ada, admin));
    }

    private async Task TalkAsync(string ada, string canary, Dictionary<string, string> ids)
    {
        ids["session_id"] = Text(await SendAsync(ada, HttpMethod.Post, "/chat", new { message = $"hello {canary}" }), "session_id");
        var waiting = await SendAsync(ada, HttpMethod.Post, "/chat", new { message = $"write AGENTS.md: {canary}" });
        ids["approval_id"] = Text(waiting["approvals"]![0]!, "approval_id");
        await SendAsync(ada, HttpMethod.Post, "/chat", new { message = $"remember that the word is {canary}" });
        ids["fact_id"] = Text((await SendAsync(ada, HttpMethod.Get, "/memory"))["items"]![0]!, "fact_id");
        ids["run_id"] = Text(await SendAsync(ada, HttpMethod.Post, "/chat", new { message = $"hello {canary}", background = true }), "run_id");
        await SendAsync(ada, HttpMethod.Post, "/chat", new { message = $"notify me: {canary}" });
        ids["notification_id"] = Text((await SendAsync(ada, HttpMethod.Get, "/notifications"))["items"]![0]!, "notification_id");
        await PutTextAsync(ada, $"/workspace/files/{Estate.File}", canary);
        await PutTextAsync(ada, $"/workspace/files/{Estate.File}", $"{canary}, again");
    }

    private async Task AskForReportsAsync(string ada, Dictionary<string, string> ids)
    {
        ids["report_id"] = Text(await SendAsync(ada, HttpMethod.Post, "/reports", new { report_type = "daily" }, Estate.IdempotencyKey), "report_id");
        ids["other_id"] = Text(await SendAsync(ada, HttpMethod.Post, "/reports", new { report_type = "daily" }), "report_id");
        ids["share_id"] = Text(await SendAsync(ada, HttpMethod.Post, $"/reports/{ids["report_id"]}/share", new { }), "share_id");
    }

    // The id of a job that nobody asks for.
    private async Task<string> ScheduleAsync(string ada, string admin, string canary, Dictionary<string, string> ids)
    {
        var payload = new { type = "report", report_type = "daily" };
        var job = await SendAsync(ada, HttpMethod.Post, "/schedule/jobs", new { name = canary, kind = "daily", hour = 9, minute = 0, payload });
        var unnamed = await SendAsync(ada, HttpMethod.Post, "/schedule/jobs", new { name = $"{canary} too", kind = "daily", hour = 10, minute = 0, payload });
        ids["job_id"] = Text(job, "job_id");
        ids["scheduled_for"] = Text(job, "next_run_at");
        await SendAsync(admin, HttpMethod.Put, $"/schedule/calendars/{ids["name"]}", new { days = new[] { "2030-01-01" } });
        return Text(unnamed, "job_id");
    }

    private async Task ManageAsync(string ada, string admin, string tenant, string canary, string name, Dictionary<string, string> ids)
    {
        await SendAsync(Installation.OperatorKey, HttpMethod.Put, $"/tenants/{tenant}/policies/{name}",
            new { description = canary, effect = "deny", principals = new[] { "user:nobody" }, resources = new[] { "tool:none" }, actions = new[] { "execute" } });
        await SendAsync(Installation.OperatorKey, HttpMethod.Put, $"/tenants/{tenant}/quota-rules/{name}",
            new { quota = "agents", amount = 3, minimum = 0, maximum = 10, when = new { schedule = new { after = "01:00", before = "02:00" } } });
        var inbox = await SendAsync(ada, HttpMethod.Put, $"/evidence/inboxes/{name}", new { });
        await SendAsync(null, HttpMethod.Post, Text(inbox, "address"), new { title = canary });
        await PutTextAsync(admin, $"/workspace/templates/{name}.md", canary);
        await SendAsync(admin, HttpMethod.Put, $"/users/{Estate.UserId}/quotas", new { quotas = new { sessions = 500_000 } });
        var raise = await SendAsync(ada, HttpMethod.Post, "/limits/requests", new { quota = "sessions", amount = 600_000, for_seconds = 3600, reason = canary });
        ids["request_id"] = Text(raise, "request_id");
    }

    // Where a list goes on after its first item.
    private async Task<IReadOnlyDictionary<string, string>> CursorsAsync(string ada, string admin)
    {
        var cursors = new Dictionary<string, string>();
        foreach (var route in routes.Where(static route => route is { Method: "GET", IsInternal: false, Parameters.Count: 0 } && route.Queries.Contains("cursor")))
        {
            foreach (var credential in new[] { ada, admin })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, $"{route.Path}?limit=1{(route.Queries.Contains("q") ? "&q=canary" : "")}");
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
                using var response = await _gateway.SendAsync(request);
                if (response.IsSuccessStatusCode && JsonNode.Parse(await response.Content.ReadAsStringAsync()) is JsonObject page && page["next_cursor"] is JsonValue cursor)
                {
                    cursors[route.Path] = cursor.GetValue<string>();
                }
            }
        }

        return cursors;
    }

    private async Task PutTextAsync(string credential, string path, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(text, Encoding.UTF8, "text/plain") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", credential);
        using var response = await _gateway.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {await response.Content.ReadAsStringAsync()}");
    }

    private async Task<JsonNode> SendAsync(string? credential, HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Default) };
        request.Headers.Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await _gateway.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text.Length == 0 ? "{}" : text)!
            : throw new HttpRequestException($"{method} {path} answered {(int)response.StatusCode}: {text}");
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static string Hex() => RandomNumberGenerator.GetHexString(12, lowercase: true);
}
