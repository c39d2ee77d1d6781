using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Testing;
using StackExchange.Redis;

namespace Nanobot.Architecture.Tests.Conformance;

/// <summary>Walks every operation that may change something, through the gateway: done or refused, it leaves its entry.</summary>
[Collection(HttpSuiteCollection.Name)]
public sealed class AuditConformanceTests(HttpSuite suite)
{
    private readonly Door _gateway = suite.Doors["gateway"];
    private readonly string _tenant = TestContexts.NewTenantId();
    private readonly ToldChanges _told = new(suite);

    private static IReadOnlyList<Operation> Changing => Repository.NotEmpty([.. Operations.All.Where(static operation => operation.IsPublic && operation.MayChange)], "operations that change something");

    [Fact]
    public async Task Whatever_an_operation_changes_is_an_entry_of_its_tenant_and_what_is_told_of_it_is_in_the_outbox()
    {
        var done = new List<string>();
        await DoAsync(done, Operations.Tenants.CreateTenant, "/tenants", null, new { tenant_id = _tenant, name = "Acme", tier = "basic" });
        var admin = await DoAsync(done, Operations.Tenants.IssueKey, $"/tenants/{_tenant}/keys", null, new { role = "tenant_admin" });
        var adminKey = admin.GetProperty("key").GetString()!;
        await DoAsync(done, Operations.Tenants.CreateUser, "/users", adminKey, new { user_id = "ada" });
        var user = await DoAsync(done, Operations.Tenants.IssueKey, $"/tenants/{_tenant}/keys", null, new { role = "user", user_id = "ada" });
        var userKey = user.GetProperty("key").GetString()!;
        await DoAsync(done, Operations.Tenants.ChangeTier, $"/tenants/{_tenant}/tier", null, new { tier = "enterprise" });
        await DoAsync(done, Operations.Tenants.UpdateWatchlist, "/users/ada/watchlist", userKey, new { stocks = new[] { "AAPL" } });
        await DoAsync(done, Operations.Tenants.EditWatchlist, "/users/ada/watchlist", userKey, new { add = new { stocks = new[] { "MSFT" } } });
        await DoAsync(done, Operations.Tenants.UpdatePreferences, "/users/ada/preferences", userKey, new { language = "en" });
        var turn = await DoAsync(done, Operations.Chat.SendMessage, "/chat", userKey, new { message = "Hello" });
        await DoAsync(done, Operations.Chat.CreateCompletion, "/v1/chat/completions", userKey, new { model = "offline", messages = new[] { new { role = "user", content = "Hello" } } });
        var session = $"/sessions/{turn.GetProperty("session_id").GetString()}";
        await DoAsync(done, Operations.Chat.RenameSession, session, userKey, new { title = "Herons" });
        await DoAsync(done, Operations.Chat.BranchSession, $"{session}/branch", userKey, new { });
        var waiting = await DoAsync(done, Operations.Chat.SendMessage, "/chat", userKey, new { message = "write AGENTS.md: hello" });
        await DoAsync(done, Operations.Chat.DecideApproval, $"/approvals/{waiting.GetProperty("approvals")[0].GetProperty("approval_id").GetString()}", userKey, new { decision = "approve" });
        await DoAsync(done, Operations.Chat.RegenerateAnswer, $"{session}/regenerate", userKey, new { });
        await DoAsync(done, Operations.Chat.DeleteSession, session, userKey);
        var run = await DoAsync(done, Operations.Chat.SendMessage, "/chat", userKey, new { message = "Hello", background = true });
        await DoAsync(done, Operations.Chat.CancelRun, $"/runs/{run.GetProperty("run_id").GetString()}/cancel", userKey);
        await DoAsync(done, Operations.Chat.SendMessage, "/chat", userKey, new { message = "send me a notification: the water boils" });
        await DoAsync(done, Operations.Chat.DeleteNotification, $"/notifications/{await NotificationAsync(userKey)}", userKey);
        await DoAsync(done, Operations.Chat.WriteFile, "/workspace/files/notes.md", userKey, "Buy milk.");
        await DoAsync(done, Operations.Chat.MoveFile, "/workspace/move", userKey, new { from = "notes.md", to = "moved.md" });
        await DoAsync(done, Operations.Chat.DeleteFile, "/workspace/files/moved.md", userKey);
        await DoAsync(done, Operations.Chat.RestoreFile, "/workspace/restore", userKey, new { path = "moved.md" });
        await DoAsync(done, Operations.Chat.ImportWorkspace, "/workspace/import", userKey, Archive("imported.md"));
        await DoAsync(done, Operations.Chat.WriteTemplate, "/workspace/templates/AGENTS.md", adminKey, "Be brief.");
        await DoAsync(done, Operations.Chat.DeleteTemplate, "/workspace/templates/AGENTS.md", adminKey);
        await DoAsync(done, Operations.Tenants.CreateUser, "/users", adminKey, new { user_id = "bob" });
        await DoAsync(done, Operations.Chat.CloneWorkspace, "/workspace/clone", adminKey, new { from = "ada", to = "bob", existing = "keep" });
        await DoAsync(done, Operations.Chat.WriteFile, "/workspace/files/letter.md", userKey, "Dear Ada.");
        var read = await DoAsync(done, Operations.Chat.SendMessage, "/chat", userKey, new { message = "read letter.md" });
        await DoAsync(done, Operations.Chat.SendMessage, "/chat", userKey, new { message = "I like herons. I like larks.", session_id = read.GetProperty("session_id").GetString() });
        await DoAsync(done, Operations.Chat.SendMessage, "/chat", userKey, new { message = "I like tea." });
        var quarantined = await FactsAsync(userKey, "quarantined", 2);
        await FactsAsync(userKey, "kept", 1);
        await DoAsync(done, Operations.Chat.UndoMemory, "/memory/undo", userKey);
        await DoAsync(done, Operations.Chat.AcceptFact, $"/memory/{quarantined[0]}/accept", userKey);
        await DoAsync(done, Operations.Chat.RejectFact, $"/memory/{quarantined[1]}/reject", userKey);
        await DoAsync(done, Operations.Chat.ForgetFact, $"/memory/{quarantined[0]}", userKey);
        await CancelAReportAsync(done, userKey);
        await ReplayADeliveryAsync(done, userKey);
        await DoAsync(done, Operations.Reports.PutDeliveryWebhook, "/delivery/webhook", userKey, new { url = "https://heron.example/hook" });
        await DoAsync(done, Operations.Reports.RotateDeliveryWebhook, "/delivery/webhook/rotate", userKey);
        await DoAsync(done, Operations.Reports.DeleteDeliveryWebhook, "/delivery/webhook", userKey);
        await DoAsync(done, Operations.Reports.PutDeliveryEmail, "/delivery/email", userKey, new { address = $"{_tenant}@heron.example" });
        await DoAsync(done, Operations.Reports.VerifyDeliveryEmail, "/delivery/email/verify", userKey, new { code = suite.Mail.Taken.Single(mail => mail.To.ToString() == $"{_tenant}@heron.example").Subject![..8] });
        await UnsubscribeAsync(done, userKey);
        await DoAsync(done, Operations.Reports.DeleteDeliveryEmail, "/delivery/email", userKey);
        await DoAsync(done, Operations.Reports.PutQuietHours, "/delivery/quiet-hours", userKey, new { from = "23:00", to = "07:00" });
        await DoAsync(done, Operations.Reports.DeleteQuietHours, "/delivery/quiet-hours", userKey);
        await DoAsync(done, Operations.Reports.PutAlerts, "/delivery/alerts", userKey, new { rules = new[] { new { kind = "keyword", keyword = "herons" } } });
        await ShareAReportAsync(done, userKey);
        await DoAsync(done, Operations.Reports.PutInbox, "/evidence/inboxes/herons", adminKey, new { });
        var inbox = await DoAsync(done, Operations.Reports.PutInbox, "/evidence/inboxes/herons", userKey, new { });
        await DoAsync(done, Operations.Reports.PostNews, inbox.GetProperty("address").GetString()!, null, new { title = "Herons return" });
        await DoAsync(done, Operations.Reports.RotateInbox, "/evidence/inboxes/herons/rotate", userKey, new { });
        await DoAsync(done, Operations.Reports.DeleteInbox, "/evidence/inboxes/herons", userKey);
        await DeleteAReportAsync(done, userKey);
        await DoAsync(done, Operations.Reports.PutRetention, "/reports/retention", adminKey, new { days = 30 });
        await DoAsync(done, Operations.Reports.DeleteRetention, "/reports/retention", adminKey);
        var job = (await DoAsync(done, Operations.Scheduler.CreateJob, "/schedule/jobs", userKey,
            new { name = "x", kind = "daily", hour = 9, minute = 0, payload = new { type = "report", report_type = "daily" } })).GetProperty("job_id").GetString();
        await DoAsync(done, Operations.Scheduler.RunJob, $"/schedule/jobs/{job}/run", userKey, new { });
        var due = (await DoAsync(done, Operations.Scheduler.UpdateJob, $"/schedule/jobs/{job}", userKey, new { name = "y" })).GetProperty("next_run_at").GetString();
        await DoAsync(done, Operations.Scheduler.SkipRun, $"/schedule/jobs/{job}/skip", userKey, new { });
        await DoAsync(done, Operations.Scheduler.RestoreRun, $"/schedule/jobs/{job}/skip/{Uri.EscapeDataString(due!)}", userKey);
        await DoAsync(done, Operations.Scheduler.CopyJob, $"/schedule/jobs/{job}/copy", userKey, new { name = "z" });
        await DoAsync(done, Operations.Scheduler.BulkJobs, "/schedule/jobs/bulk", userKey, new { action = "tag", jobs = new[] { job }, tags = new[] { "heron" } });
        await DoAsync(done, Operations.Scheduler.ImportSchedule, "/schedule/import", userKey,
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:heron\r\nDTSTAMP:20260101T090000Z\r\nDTSTART:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\nSUMMARY:Look at herons\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        await DoAsync(done, Operations.Scheduler.PutHeartbeat, "/schedule/heartbeat", userKey, new { enabled = true, seconds = 3600 });
        await DoAsync(done, Operations.Scheduler.PutCalendar, "/schedule/calendars/holidays", adminKey, new { days = new[] { "2030-01-01" } });
        await DoAsync(done, Operations.Scheduler.DeleteCalendar, "/schedule/calendars/holidays", adminKey);
        await DoAsync(done, Operations.Scheduler.DeleteJob, $"/schedule/jobs/{job}", userKey);
        await DoAsync(done, Operations.Gateway.IssueToken, "/users/ada/tokens", adminKey, new { });
        await DoAsync(done, Operations.Gateway.RevokeTokens, "/users/ada/tokens", adminKey);
        var policy = new { name = "heron", effect = "allow", principals = new[] { $"tenant:{_tenant}" }, resources = new[] { "tool:never" }, actions = new[] { "execute" } };
        await DoAsync(done, Operations.Tenants.CreateTenantPolicy, $"/tenants/{_tenant}/policies", null, policy);
        await DoAsync(done, Operations.Tenants.PutTenantPolicy, $"/tenants/{_tenant}/policies/heron", null, policy with { effect = "deny" });
        await DoAsync(done, Operations.Tenants.DeleteTenantPolicy, $"/tenants/{_tenant}/policies/heron", null);
        await DoAsync(done, Operations.Tenants.PutTenantQuotas, $"/tenants/{_tenant}/quotas", null, new { quotas = new { sessions = 900 } });
        await DoAsync(done, Operations.Tenants.PutUserQuotas, "/users/ada/quotas", adminKey, new { quotas = new { sessions = 500 } });
        await DoAsync(done, Operations.Tenants.PutTenantAttributes, $"/tenants/{_tenant}/attributes", null, new { attributes = new { region = "eu" } });
        await DoAsync(done, Operations.Tenants.PutUserAttributes, "/users/ada/attributes", adminKey, new { attributes = new { level = 3 } });
        var model = new { address = "https://models.example/v1", model = "m" };
        await DoAsync(done, Operations.Tenants.PutTenantModel, $"/tenants/{_tenant}/models/owl", adminKey, model);
        await DoAsync(done, Operations.Tenants.DeleteTenantModel, $"/tenants/{_tenant}/models/owl", adminKey);
        await DoAsync(done, Operations.Tenants.PutUserModel, "/users/ada/models/owl", adminKey, model);
        await DoAsync(done, Operations.Tenants.DeleteUserModel, "/users/ada/models/owl", adminKey);
        await DoAsync(done, Operations.Chat.TestModel, "/models/test", userKey, new { model = "offline" });
        var rule = new { name = "owl", quota = "plugins", amount = 7, when = new { schedule = new { weekdays = new[] { 1 } } } };
        await DoAsync(done, Operations.Tenants.CreateQuotaRule, $"/tenants/{_tenant}/quota-rules", null, rule);
        await DoAsync(done, Operations.Tenants.PutQuotaRule, $"/tenants/{_tenant}/quota-rules/owl", null, rule with { amount = 8 });
        await DoAsync(done, Operations.Tenants.DeleteQuotaRule, $"/tenants/{_tenant}/quota-rules/owl", null);
        foreach (var (decider, decision) in new[] { (adminKey, "reject"), (null, "approve") })
        {
            var asked = await DoAsync(done, Operations.Tenants.RequestRaise, "/limits/requests", userKey, new { quota = "sessions", amount = 600, for_seconds = 60, reason = "x" });
            await DoAsync(done, Operations.Tenants.DecideRaiseRequest, $"/limits/requests/{asked.GetProperty("request_id").GetString()}", decider, new { decision });
        }

        await DoAsync(done, Operations.Tenants.RotateKey, $"/tenants/{_tenant}/keys/{user.GetProperty("key_id").GetString()}/rotate", null, new { });
        await DoAsync(done, Operations.Tenants.RevokeKey, $"/tenants/{_tenant}/keys/{user.GetProperty("key_id").GetString()}", null);
        await DoAsync(done, Operations.Tenants.SuspendTenant, $"/tenants/{_tenant}/suspend", null);
        await DoAsync(done, Operations.Tenants.ActivateTenant, $"/tenants/{_tenant}/activate", null);
        await DoAsync(done, Operations.Tenants.DeleteTenant, $"/tenants/{_tenant}", null);

        // What binds every tenant belongs to none.
        var everywhere = new List<string>();
        await DoAsync(everywhere, Operations.Tenants.CreatePolicy, "/policies", null, policy with { name = _tenant });
        await DoAsync(everywhere, Operations.Tenants.PutPolicy, $"/policies/{_tenant}", null, policy with { name = _tenant, effect = "deny" });
        await DoAsync(everywhere, Operations.Tenants.DeletePolicy, $"/policies/{_tenant}", null);
        await DoAsync(everywhere, Operations.Scheduler.PutFiringState, "/schedule/operations/state", null, new { state = "running" });

        await WorkOnDeadLettersAsync(everywhere);

        // A new operation needs a line above.
        Assert.Equal(Changing.Select(static operation => operation.Name).Order(StringComparer.Ordinal), done.Concat(everywhere).Distinct().Order(StringComparer.Ordinal));
        await Eventually.TrueAsync(async () => done.Except(await OperationsAsync($"/tenants/{_tenant}/audit?limit=200&outcome=ok")).Any() is false);
        Assert.Equal(done.Order(StringComparer.Ordinal), (await OperationsAsync($"/tenants/{_tenant}/audit?limit=200&outcome=ok")).Where(done.Contains).Order(StringComparer.Ordinal));
        Assert.Equal([], LifecycleEvents.Of.SelectMany(line => line.Value.Except(_told.Of(line.Key)).Select(topic => $"{line.Key} does not tell {topic}")));
        foreach (var operation in everywhere)
        {
            await Eventually.TrueAsync(async () => (await OperationsAsync($"/audit?limit=1&outcome=ok&operation={operation}")).Count > 0);
        }
    }

    [Fact]
    public void Every_operation_of_tenants_that_may_change_something_has_its_event_or_a_reason_for_none()
    {
        var changing = Repository.NotEmpty([.. Operations.Tenants.All.Where(static operation => operation.MayChange).Select(static operation => operation.Name)], "operations of tenants that change something");

        Assert.Equal([], changing.Where(static name => LifecycleEvents.Of.ContainsKey(name) == LifecycleEvents.Untold.ContainsKey(name)));
        Assert.Equal([], LifecycleEvents.Untold.Keys.Except(changing));
    }

    [Fact]
    public async Task Whatever_an_operation_refuses_to_somebody_known_is_an_entry_with_its_code()
    {
        // Who follows a link is nobody known.
        List<Operation> guarded = [.. Changing.Where(static operation => operation.Access != Access.Link)];
        foreach (var operation in guarded)
        {
            var wrong = operation.Access switch
            {
                Access.User => Access.Admin,
                Access.Member => Access.Operator,
                _ => Access.User,
            };
            var answer = await _gateway.SendAsync(operation, by: wrong);
            Assert.Equal((403, "PERMISSION_DENIED"), (answer.Status, answer.Code));
        }

        foreach (var operation in guarded)
        {
            await Eventually.TrueAsync(async () => (await OperationsAsync($"/audit?limit=1&code=PERMISSION_DENIED&operation={operation.Name}")).Count > 0);
        }
    }

    // Events of the tenant's users, as they stand on their topic, put aside by hand.
    private async Task WorkOnDeadLettersAsync(List<string> done)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(suite.Redis);
        var (database, topic) = (redis.GetDatabase(), UserCreated.Topic);
        var letters = new List<string>();
        foreach (var entry in await Eventually.GetAsync(() => database.StreamRangeAsync(topic, count: 4), static entries => entries.Length >= 2))
        {
            letters.Add((await database.StreamAddAsync($"{topic}.dlq", entry.Values))!);
        }

        await DoAsync(done, Operations.Tenants.ReplayDeadLetter, $"/ops/dead-letters/{topic}/{letters[0]}/replay", null);
        await DoAsync(done, Operations.Tenants.ReplayDeadLetters, $"/ops/dead-letters/{topic}/replay", null);
        var last = (string)(await database.StreamAddAsync($"{topic}.dlq", "data", "not an event"))!;
        await DoAsync(done, Operations.Tenants.DiscardDeadLetter, $"/ops/dead-letters/{topic}/{last}", null);
        await database.StreamAddAsync($"{topic}.dlq", "data", "not an event");
        await DoAsync(done, Operations.Tenants.DiscardDeadLetters, $"/ops/dead-letters/{topic}", null);
    }

    private async Task<string> NotificationAsync(string key)
    {
        var answer = await _gateway.SendAsync("GET", "/notifications", request => Authorize(request, key));
        return JsonSerializer.Deserialize<JsonElement>(answer.Content).GetProperty("items")[0].GetProperty("notification_id").GetString()!;
    }

    private async Task<JsonElement> DoAsync(List<string> done, Operation operation, string path, string? key, object? body = null)
    {
        var answer = await _gateway.SendAsync(operation.Verb, path, request =>
        {
            request.Content = body switch
            {
                null => null,
                string text => new StringContent(text),
                byte[] archive => new ByteArrayContent(archive) { Headers = { ContentType = new(MediaTypes.Zip) } },
                _ => JsonContent.Create(body),
            };
            Authorize(request, key);
        });
        Assert.True(answer.Status is >= 200 and < 300, answer.ToString());
        await DoneAsync(done, operation);
        return answer.Content.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(answer.Content);
    }

    private Task DoneAsync(List<string> done, Operation operation)
    {
        done.Add(operation.Name);
        return LifecycleEvents.Of.ContainsKey(operation.Name) ? _told.NoteAsync(operation) : Task.CompletedTask;
    }

    // With little to say a report may be there before it can be cancelled: then another one is asked for.
    private Task CancelAReportAsync(List<string> done, string key) => Eventually.TrueAsync(async () =>
    {
        var report = await DoAsync(done, Operations.Reports.RequestReport, "/reports", key, new { report_type = "daily" });
        var answer = await _gateway.SendAsync(Operations.Reports.CancelReport.Verb, $"/reports/{report.GetProperty("report_id").GetString()}/cancel", request => Authorize(request, key));
        if (answer.Status != 200)
        {
            Assert.Equal("REPORT_ENDED", answer.Code);
            return false;
        }

        done.Add(Operations.Reports.CancelReport.Name);
        return true;
    });

    private async Task UnsubscribeAsync(List<string> done, string key)
    {
        await DoAsync(done, Operations.Tenants.UpdatePreferences, "/users/ada/preferences", key, new { notification_channels = new[] { "email" } });
        await DoAsync(done, Operations.Reports.RequestReport, "/reports", key, new { report_type = "daily" });
        var link = await Eventually.GetAsync(
            () => Task.FromResult(suite.Mail.Taken.LastOrDefault(mail => mail.To.ToString() == $"{_tenant}@heron.example")?.Headers["List-Unsubscribe"]), static header => header is not null);
        var answer = await _gateway.SendAsync(Operations.Reports.Unsubscribe.Verb, new Uri(link!.Trim('<', '>')).AbsolutePath, static _ => { });
        Assert.True(answer.Status == 200, answer.ToString());
        done.Add(Operations.Reports.Unsubscribe.Name);
    }

    private async Task ReplayADeliveryAsync(List<string> done, string key)
    {
        var report = (await DoAsync(done, Operations.Reports.RequestReport, "/reports", key, new { report_type = "daily" })).GetProperty("report_id").GetString();
        await Eventually.TrueAsync(async () => (await _gateway.SendAsync("GET", $"/reports/{report}/deliveries", request => Authorize(request, key))).Content.AsSpan().IndexOf("\"sent\""u8) >= 0);
        await DoAsync(done, Operations.Reports.ReplayDelivery, $"/reports/{report}/deliveries/push/replay", key);
    }

    private async Task DeleteAReportAsync(List<string> done, string key)
    {
        var report = (await DoAsync(done, Operations.Reports.RequestReport, "/reports", key, new { report_type = "daily" })).GetProperty("report_id").GetString();
        await Eventually.TrueAsync(async () =>
            JsonSerializer.Deserialize<JsonElement>((await _gateway.SendAsync("GET", $"/reports/{report}", request => Authorize(request, key))).Content).GetProperty("status").GetString() is "completed" or "failed");
        await DoAsync(done, Operations.Reports.DeleteReport, $"/reports/{report}", key);
    }

    // One that has failed is shared with nobody, and without sources it does so soon.
    private Task ShareAReportAsync(List<string> done, string key) => Eventually.TrueAsync(async () =>
    {
        var id = (await DoAsync(done, Operations.Reports.RequestReport, "/reports", key, new { report_type = "daily" })).GetProperty("report_id").GetString();
        var answer = await _gateway.SendAsync(Operations.Reports.ShareReport.Verb, $"/reports/{id}/share", request =>
        {
            request.Content = JsonContent.Create(new { });
            Authorize(request, key);
        });
        if (answer.Status != 201)
        {
            Assert.Equal("REPORT_FAILED", answer.Code);
            return false;
        }

        await DoneAsync(done, Operations.Reports.ShareReport);
        await DoAsync(done, Operations.Reports.RevokeShare, $"/reports/{id}/shares/{JsonSerializer.Deserialize<JsonElement>(answer.Content).GetProperty("share_id").GetString()}", key);
        return true;
    });

    // What was said becomes memory a little later.
    private async Task<List<string?>> FactsAsync(string key, string state, int count)
    {
        return await Eventually.GetAsync(async () =>
        {
            var answer = await _gateway.SendAsync("GET", $"/memory?state={state}", request => Authorize(request, key));
            return JsonSerializer.Deserialize<JsonElement>(answer.Content).GetProperty("items").EnumerateArray().Select(static fact => fact.GetProperty("fact_id").GetString()).ToList();
        }, facts => facts.Count == count);
    }

    private static byte[] Archive(string name)
    {
        using var octets = new MemoryStream();
        using (var archive = new ZipArchive(octets, ZipArchiveMode.Create, leaveOpen: true))
        {
            archive.CreateEntry(name);
        }

        return octets.ToArray();
    }

    private async Task<List<string>> OperationsAsync(string path)
    {
        var answer = await _gateway.SendAsync("GET", path, request => Authorize(request, null));
        Assert.True(answer.Status == 200, answer.ToString());
        return [.. JsonSerializer.Deserialize<JsonElement>(answer.Content).GetProperty("items").EnumerateArray().Select(static entry => entry.GetProperty("operation").GetString()!)];
    }

    private void Authorize(HttpRequestMessage request, string? key)
    {
        if (key is null)
        {
            _gateway.Authorize(request, Access.Operator);
        }
        else
        {
            request.Headers.TryAddWithoutValidation(_gateway.CredentialHeader, key);
        }
    }
}
