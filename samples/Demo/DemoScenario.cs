using System.Net;
using System.Text.Json.Nodes;

namespace Nanobot.Samples.Demo;

/// <summary>
/// The main job, through the gateway only: two users of one tenant and one of another are created, follow shares, chat,
/// schedule a report, and read it; nobody else can.
/// </summary>
internal sealed class DemoScenario(HttpClient http, DemoOptions options, Story story, TimeProvider time, string run)
{
    private static readonly TimeSpan ScheduleAhead = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReportDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(250);
    private readonly Api _operator = new(http, options.OperatorKey);
    private readonly IReadOnlyList<string> _symbols = Quotes.Symbols(options.QuotesDirectory);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await _operator.CallAsync(HttpMethod.Get, "/health", null, HttpStatusCode.OK, cancellationToken);
        story.Step($"The suite at {http.BaseAddress} is healthy.");

        var acme = await CreateTenantAsync($"acme-{run}", "Acme Research", "professional", cancellationToken);
        var globex = await CreateTenantAsync($"globex-{run}", "Globex Capital", "basic", cancellationToken);
        var ada = await CreateUserAsync(acme, "ada", "en", cancellationToken);
        var bob = await CreateUserAsync(acme, "bob", "zh", cancellationToken);
        var eve = await CreateUserAsync(globex, "eve", "en", cancellationToken);

        await FollowAsync(ada, "ada", cancellationToken);
        await FollowAsync(bob, "bob", cancellationToken);
        await ChatAsync(ada, bob, cancellationToken);
        var reportId = await ScheduleAsync(ada, cancellationToken);
        await ReadReportAsync(ada, reportId, cancellationToken);
        await OthersCannotAsync(bob, eve, acme.TenantId, reportId, cancellationToken);
    }

    private async Task<Tenant> CreateTenantAsync(string tenantId, string name, string tier, CancellationToken cancellationToken)
    {
        await _operator.CallAsync(HttpMethod.Post, "/tenants",
            new JsonObject { ["tenant_id"] = tenantId, ["name"] = name, ["tier"] = tier, ["time_zone"] = "Europe/Berlin" },
            HttpStatusCode.Created, cancellationToken);
        var key = await _operator.CallAsync(HttpMethod.Post, $"/tenants/{tenantId}/keys",
            new JsonObject { ["role"] = "tenant_admin" }, HttpStatusCode.Created, cancellationToken);
        story.Step($"The operator created the tenant {tenantId} ({tier}) and a key for its administrator.");
        return new Tenant(tenantId, new Api(http, Text(key, "key")));
    }

    private async Task<Api> CreateUserAsync(Tenant tenant, string userId, string language, CancellationToken cancellationToken)
    {
        await tenant.Admin.CallAsync(HttpMethod.Post, "/users",
            new JsonObject { ["user_id"] = userId, ["initial_data"] = new JsonObject { ["preferences"] = new JsonObject { ["language"] = language } } },
            HttpStatusCode.Created, cancellationToken);
        var token = await tenant.Admin.CallAsync(HttpMethod.Post, $"/users/{userId}/tokens", new JsonObject(), HttpStatusCode.OK, cancellationToken);
        story.Step($"The administrator of {tenant.TenantId} created the user {userId} ({language}) and a token to act as it.");
        return new Api(http, Text(token, "access_token"));
    }

    private async Task FollowAsync(Api user, string userId, CancellationToken cancellationToken)
    {
        var stocks = new JsonArray([.. _symbols.Select(symbol => JsonValue.Create(symbol))]);
        await user.CallAsync(HttpMethod.Put, $"/users/{userId}/watchlist",
            new JsonObject { ["stocks"] = stocks, ["keywords"] = new JsonArray("markets") }, HttpStatusCode.OK, cancellationToken);
        story.Step($"{userId} follows {string.Join(", ", _symbols)}.");
    }

    private async Task ChatAsync(Api ada, Api bob, CancellationToken cancellationToken)
    {
        var written = await SayAsync(ada, "Write notes.md: watch the quarterly results", cancellationToken);
        story.Step($"ada to her assistant: write a note. It answers: {OneLine(written)}");
        var mine = await SayAsync(ada, "Read notes.md", cancellationToken);
        Require(mine.Contains("quarterly results", StringComparison.Ordinal), $"ada's assistant does not find her note: {mine}");
        var listed = await SayAsync(bob, "列出我的文件", cancellationToken);
        Require(!listed.Contains("notes.md", StringComparison.Ordinal), $"bob's assistant sees ada's note: {listed}");
        story.Step($"bob to his assistant: list my files. It answers: {OneLine(listed)}");
    }

    private async Task<string> ScheduleAsync(Api ada, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow() + ScheduleAhead;
        var job = await ada.CallAsync(HttpMethod.Post, "/schedule/jobs", new JsonObject
        {
            ["name"] = "demo",
            ["kind"] = "at",
            ["time"] = at.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["payload"] = new JsonObject { ["type"] = "report", ["report_type"] = "daily" },
        }, HttpStatusCode.Created, cancellationToken);
        await ada.CallAsync(HttpMethod.Post, "/schedule/jobs", new JsonObject
        {
            ["name"] = "every morning",
            ["kind"] = "daily",
            ["hour"] = 9,
            ["minute"] = 0,
            ["payload"] = new JsonObject { ["type"] = "report", ["report_type"] = "daily" },
        }, HttpStatusCode.Created, cancellationToken);
        story.Step($"ada scheduled a report in {ScheduleAhead.TotalSeconds:0} seconds, and one for every morning at 09:00.");

        var jobId = Text(job, "job_id");
        var reportId = await UntilAsync("the schedule fires", async () =>
        {
            var history = await ada.CallAsync(HttpMethod.Get, $"/schedule/jobs/{jobId}/history", null, HttpStatusCode.OK, cancellationToken);
            return history["items"]?.AsArray().FirstOrDefault()?["report_id"]?.GetValue<string>();
        }, cancellationToken);
        story.Step($"The schedule fired: report {reportId}.");
        return reportId;
    }

    private async Task ReadReportAsync(Api ada, string reportId, CancellationToken cancellationToken)
    {
        await UntilAsync("the report is made", async () =>
        {
            var (status, text) = await ada.TryAsync(HttpMethod.Get, $"/reports/{reportId}", cancellationToken);
            // The event may still be on its way to the reports module.
            var report = status == HttpStatusCode.NotFound ? null : JsonNode.Parse(text);
            Require(report?["status"]?.GetValue<string>() != "failed", $"the report failed: {text}");
            return report?["status"]?.GetValue<string>() == "completed" ? reportId : null;
        }, cancellationToken);
        var markdown = await ada.TextAsync($"/reports/{reportId}", "text/markdown", cancellationToken);
        story.Step("The report is there:");
        story.Show(markdown);
        foreach (var symbol in _symbols)
        {
            Require(markdown.Contains(symbol, StringComparison.Ordinal), $"the report does not mention {symbol}");
            if (options.QuotesDirectory is { } directory)
            {
                var (date, close) = Quotes.Last(directory, symbol);
                Require(markdown.Contains(close, StringComparison.Ordinal), $"the report does not have the close {close} of {symbol} on {date}");
                story.Step($"The report has the last close of {symbol}.csv: {close} on {date}.");
            }
        }
    }

    private async Task OthersCannotAsync(Api bob, Api eve, string tenantId, string reportId, CancellationToken cancellationToken)
    {
        foreach (var (name, api) in new[] { ("bob", bob), ("eve", eve) })
        {
            var (status, foreign) = await api.TryAsync(HttpMethod.Get, $"/reports/{reportId}", cancellationToken);
            var (missingStatus, missing) = await api.TryAsync(HttpMethod.Get, $"/reports/{Guid.Empty}", cancellationToken);
            Require(status == HttpStatusCode.NotFound && missingStatus == status && WithoutTrace(foreign) == WithoutTrace(missing),
                $"{name} can tell ada's report from a missing one: {(int)status} {foreign}");
            story.Step($"{name} asks for ada's report: {(int)status}, as for a report that does not exist.");
        }

        var (user, _) = await eve.TryAsync(HttpMethod.Get, "/users/ada", cancellationToken);
        Require(user == HttpStatusCode.NotFound, $"eve gets {(int)user} for ada of another tenant");
        var (tenants, _) = await eve.TryAsync(HttpMethod.Get, $"/tenants/{tenantId}", cancellationToken);
        Require(tenants is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"eve gets {(int)tenants} for a foreign tenant");
        var (anonymous, _) = await new Api(http, null).TryAsync(HttpMethod.Get, $"/reports/{reportId}", cancellationToken);
        Require(anonymous == HttpStatusCode.Unauthorized, $"without a credential the answer is {(int)anonymous}");
        story.Step("eve finds neither ada nor her tenant; without a credential nothing is answered.");
    }

    private static async Task<string> SayAsync(Api user, string message, CancellationToken cancellationToken)
    {
        var answer = await user.CallAsync(HttpMethod.Post, "/chat", new JsonObject { ["message"] = message }, HttpStatusCode.OK, cancellationToken);
        return Text(answer, "response");
    }

    private async Task<string> UntilAsync(string what, Func<Task<string?>> probe, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (time.GetElapsedTime(start) < ReportDeadline)
        {
            if (await probe() is { } value)
            {
                return value;
            }

            await Task.Delay(PollEvery, time, cancellationToken);
        }

        throw new DemoFailedException($"Waited {ReportDeadline.TotalSeconds:0} s until {what}, in vain.");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new DemoFailedException(otherwise);
        }
    }

    private static string Text(JsonNode node, string member) =>
        node[member]?.GetValue<string>() ?? throw new DemoFailedException($"The answer has no {member}: {node.ToJsonString()}");

    private static string WithoutTrace(string problem)
    {
        var node = JsonNode.Parse(problem)!.AsObject();
        node.Remove("traceId");
        return node.ToJsonString();
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    private sealed record Tenant(string TenantId, Api Admin);
}
