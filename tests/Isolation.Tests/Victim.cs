using System.Text;
using System.Text.Json.Nodes;
using Nanobot.Testing.Running;

namespace Nanobot.Isolation.Tests;

/// <summary>A user with something of everything, whose ids the others try.</summary>
internal sealed class Victim
{
    public const string Secret = "canary-7f3a";
    private readonly Dictionary<string, string> _ids;

    private Victim(SuiteTenant tenant, string token, Dictionary<string, string> ids)
    {
        Tenant = tenant;
        Token = token;
        _ids = ids;
    }

    public SuiteTenant Tenant { get; }

    public string Token { get; }

    /// <summary>The calendar that all of its tenant read.</summary>
    public string CalendarName => _ids["name"];

    /// <summary>Every id that must appear in nobody else's answers.</summary>
    public IReadOnlyList<string> Marks => [.. _ids.Where(id => id.Key is not ("path" or "model" or "scheduled_for" or "number" or "channel" or "token" or "topic" or "entry_id")).Select(id => id.Value), Secret];

    public static async Task<Victim> CreateAsync(SuiteFixture suite)
    {
        var tenant = await suite.CreateTenantAsync();
        var userId = $"victim-{Guid.NewGuid():N}";
        var token = await tenant.CreateUserAsync(userId);
        using var client = suite.As(token);
        var chat = await SuiteFixture.SendAsync(client, HttpMethod.Post, "/chat", new { message = $"hello {Secret}" });
        var waiting = await SuiteFixture.SendAsync(client, HttpMethod.Post, "/chat", new { message = $"write AGENTS.md: {Secret}" });
        await SuiteFixture.SendAsync(client, HttpMethod.Post, "/chat", new { message = $"remember that the word is {Secret}" });
        var facts = await SuiteFixture.SendAsync(client, HttpMethod.Get, "/memory");
        var run = await SuiteFixture.SendAsync(client, HttpMethod.Post, "/chat", new { message = $"hello {Secret}", background = true });
        await SuiteFixture.SendAsync(client, HttpMethod.Post, "/chat", new { message = $"notify me: {Secret}" });
        var notices = await SuiteFixture.SendAsync(client, HttpMethod.Get, "/notifications");
        var report = await SuiteFixture.SendAsync(client, HttpMethod.Post, "/reports", new { report_type = "daily" });
        var other = await SuiteFixture.SendAsync(client, HttpMethod.Post, "/reports", new { report_type = "daily" });
        var share = await SuiteFixture.SendAsync(client, HttpMethod.Post, $"/reports/{Text(report, "report_id")}/share", new { });
        var job = await SuiteFixture.SendAsync(client, HttpMethod.Post, "/schedule/jobs",
            new { name = Secret, kind = "daily", hour = 9, minute = 0, payload = new { type = "report", report_type = "daily" } });
        using var file = new StringContent(Secret, Encoding.UTF8, "text/plain");
        using var written = await client.PutAsync(new Uri($"/workspace/files/{Secret}.md", UriKind.Relative), file);
        Assert.True(written.IsSuccessStatusCode, await written.Content.ReadAsStringAsync());
        using var operators = suite.As(suite.OperatorKey);
        var policy = $"policy-{Guid.NewGuid():N}";
        await SuiteFixture.SendAsync(operators, HttpMethod.Put, $"/tenants/{tenant.TenantId}/policies/{policy}",
            new { description = Secret, effect = "deny", principals = new[] { "user:nobody" }, resources = new[] { "tool:none" }, actions = new[] { "execute" } });
        // Of the same name, since both are asked for by it.
        await SuiteFixture.SendAsync(operators, HttpMethod.Put, $"/tenants/{tenant.TenantId}/quota-rules/{policy}",
            new { quota = "agents", amount = 3, minimum = 0, maximum = 10, when = new { schedule = new { after = "01:00", before = "02:00" } } });
        using var admin = suite.As(tenant.AdminKey);
        await SuiteFixture.SendAsync(admin, HttpMethod.Put, $"/schedule/calendars/{policy}", new { days = new[] { "2030-01-01" } });
        var inbox = await SuiteFixture.SendAsync(client, HttpMethod.Put, $"/evidence/inboxes/{policy}", new { });
        await SuiteFixture.SendAsync(client, HttpMethod.Post, Text(inbox, "address"), new { title = Secret });
        // Only what limits a user by an amount of its own is the user's to have raised.
        await SuiteFixture.SendAsync(admin, HttpMethod.Put, $"/users/{userId}/quotas", new { quotas = new { sessions = 100 } });
        var raise = await SuiteFixture.SendAsync(client, HttpMethod.Post, "/limits/requests", new { quota = "sessions", amount = 500, for_seconds = 3600, reason = Secret });
        return new Victim(tenant, token, new Dictionary<string, string>
        {
            ["tenant_id"] = tenant.TenantId,
            ["user_id"] = userId,
            ["key_id"] = tenant.AdminKeyId,
            ["session_id"] = Text(chat, "session_id"),
            ["approval_id"] = Text(waiting["approvals"]![0]!, "approval_id"),
            ["fact_id"] = Text(facts["items"]![0]!, "fact_id"),
            ["notification_id"] = Text(notices["items"]![0]!, "notification_id"),
            ["run_id"] = Text(run, "run_id"),
            ["report_id"] = Text(report, "report_id"),
            ["other_id"] = Text(other, "report_id"),
            ["share_id"] = Text(share, "share_id"),
            // What a link leads to is for whoever has it; of one that is none nobody learns anything.
            ["token"] = $"{tenant.TenantId}.1.{new string('A', 86)}",
            ["number"] = "1",
            ["channel"] = "push",
            ["name"] = policy,
            ["request_id"] = Text(raise, "request_id"),
            ["job_id"] = Text(job, "job_id"),
            ["scheduled_for"] = Text(job, "next_run_at"),
            ["path"] = $"{Secret}.md",
            ["model"] = "offline",
            ["topic"] = "user.created.v1",
            ["entry_id"] = "1-0",
        });
    }

    /// <summary>The victim's id for a route's parameter. A parameter of an unknown name fails: it must be tried, so name it here.</summary>
    public string IdFor(Route route, string parameter) =>
        _ids.TryGetValue(parameter == "id" ? $"{route.Service.TrimEnd('s')}_id" : parameter, out var id)
            ? id
            : throw new InvalidOperationException($"{route}: nothing of the victim's is known for {{{parameter}}}; add it to Victim.");

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
