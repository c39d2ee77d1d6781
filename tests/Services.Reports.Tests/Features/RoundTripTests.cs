using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Nanobot.Testing.RoundTrips;

namespace Nanobot.Services.Reports.Tests.Features;

/// <summary>Whatever a write accepts, every read, list and event gives back; the rest is refused by name.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData("""{"report_type":"daily"}""")]
    [InlineData("""{"report_type":"custom","custom_prompt":"herons"}""")]
    public async Task What_a_report_is_asked_for_with_is_kept_for_its_making(string body)
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        var ada = TestContexts.User();
        using var client = suite.Client(ada);

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Request(body) with { AlsoCheck = (sent, accepted) => CheckAsync(suite, client, sent, accepted) });
    }

    [Fact]
    public async Task What_the_model_says_of_hard_words_is_a_report_that_can_be_read()
    {
        await using var suite = new ReportsSuite();
        suite.Peer.Answer(ReportsSuite.Feed, Peer.Rss(("Herons return", "http://news.example/1")), "application/rss+xml");
        var failed = new List<string>();
        foreach (var (name, text) in HardValues.Plain)
        {
            await ReadAsync(name, $"{text} [E1]", [.. Operations.Reports.GetReport.Forms.Where(static form => form != MediaTypes.Pdf)]);
        }

        // What is printed is the page of before: once with all of them is enough.
        await ReadAsync("all of them", string.Join("\n\n", HardValues.Plain.Values.Select(static text => $"{text} [E1]")), [MediaTypes.Pdf]);

        Assert.True(failed.Count == 0, string.Join('\n', failed));

        async Task ReadAsync(string name, string words, IReadOnlyList<string> forms)
        {
            var ada = suite.User(new Watchlist([], [], [], []));
            suite.Model(ada, words);
            var report = await suite.MakeAsync(ada, new { report_type = "custom", custom_prompt = "herons" });
            if (report.Status != "completed")
            {
                failed.Add($"{name}: {report.ErrorMessage}");
                return;
            }

            foreach (var form in forms)
            {
                using var client = suite.Client(ada);
                client.DefaultRequestHeaders.Add("Accept", form);
                using var read = await client.GetAsync($"/reports/{report.ReportId}");
                if (read.StatusCode != HttpStatusCode.OK)
                {
                    failed.Add($"{name} as {form}: {read.StatusCode}");
                }
            }
        }
    }

    [Fact]
    public async Task A_key_of_whatever_signs_is_refused_or_gives_the_same_report_again()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        using var client = suite.Client(TestContexts.User());
        foreach (var (name, key) in HardValues.Plain)
        {
            var ids = new HashSet<string>();
            for (var i = 0; i < 2; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/reports") { Content = JsonContent.Create(new { report_type = "daily" }) };
                request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
                using var response = await client.SendAsync(request);
                Assert.True(response.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.BadRequest, $"{name}: {response.StatusCode}");
                ids.Add(response.IsSuccessStatusCode ? JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("report_id").GetString()! : "refused");
            }

            Assert.True(ids.Count == 1 || !CanBeSent(key), name);
        }

        // What no line of a header can hold is not sent at all.
        static bool CanBeSent(string key) => key.Trim().Length > 0 && !key.AsSpan().ContainsAny('\0', '\r', '\n');
    }

    [Fact]
    public async Task No_name_and_no_cursor_breaks_an_operation()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        await HardAddresses.AssertAsync(Operations.Reports.Module, suite.Client);
    }

    [Fact]
    public async Task What_a_link_is_asked_for_with_is_shown_of_it()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        var ada = TestContexts.User();
        using var client = suite.Client(ada);

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Share(suite, ada));
    }

    [Fact]
    public async Task Every_write_has_its_trip()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        var ada = TestContexts.User();
        using var client = suite.Client(ada);

        Assert.Empty(RoundTrip.Missing(await ApiDocument.ReadAsync(client), Operations.Reports.Module, [Request("{}").Operation, Share(suite, ada).Operation, Webhook.Operation, Alerts("{}").Operation, Inbox.Operation, .. OfOneForm]));
    }

    [Fact]
    public async Task What_an_address_is_told_of_is_shown_as_it_was_put()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        using var client = suite.Client(TestContexts.User());

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Webhook);
    }

    [Fact]
    public async Task What_an_inbox_stands_for_is_shown_as_it_was_put()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        using var client = suite.Client(TestContexts.User());

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Inbox);
    }

    [Theory]
    [InlineData("""{"kind":"keyword","keyword":"herons"}""")]
    [InlineData("""{"kind":"price_above","symbol":"AAPL","threshold":100}""")]
    public async Task Rules_of_alerts_are_shown_as_they_were_put(string rule)
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        using var client = suite.Client(TestContexts.User());

        await RoundTrip.AssertAsync(client, await ApiDocument.ReadAsync(client), Alerts($$"""{"rules":[{{rule}}]}"""));
    }

    // Numbers of days, times of day, addresses of mail, codes and seconds: whatever else there is of hard values is refused; and what is posted is read by hand. RetentionTests, QuietHoursTests, MailTests and InboxTests read them back.
    private static IReadOnlyList<Operation> OfOneForm { get; } = [Operations.Reports.PutRetention, Operations.Reports.PutQuietHours, Operations.Reports.PutDeliveryEmail, Operations.Reports.VerifyDeliveryEmail, Operations.Reports.RotateInbox, Operations.Reports.PostNews];

    private static WriteTrip Webhook { get; } = new(Operations.Reports.PutDeliveryWebhook, static () => """{"url":"https://heron.example/hook"}""")
    {
        ShownAs = static place => place == "secret" ? null : place,
    };

    private static WriteTrip Inbox { get; } = new(Operations.Reports.PutInbox, static () => """{"influencer":"Ada","signed":true}""") 
    {
        Target = static () => Task.FromResult("/evidence/inboxes/herons"),
        // In the form in which what looks alike is alike.
        SameText = static (_, sent, shown) => shown == sent.Trim().Normalize(),
    };

    private static WriteTrip Alerts(string body) => new(Operations.Reports.PutAlerts, () => body);

    // A report has few links: each trip has one of its own.
    private static WriteTrip Share(ReportsSuite suite, TenantContext user) => new(Operations.Reports.ShareReport, static () => """{"format":"pdf","expires_in":3600}""")
    {
        Target = async () => $"/reports/{(await suite.RequestAsync(user)).ReportId}/share",
        // It shows as the moment when the link ends.
        ShownAs = static place => place.EndsWith("expires_in", StringComparison.Ordinal) ? null : place,
    };

    private static WriteTrip Request(string body) => new(Operations.Reports.RequestReport, () => body)
    {
        // What was asked for shows in the report that is made of it.
        ShownAs = static _ => null,
    };

    private static async Task<string?> CheckAsync(ReportsSuite suite, HttpClient client, string sent, JsonElement accepted)
    {
        var id = accepted.GetProperty("report_id").GetGuid();
        using var read = await client.GetAsync($"/reports/{id}");
        if (read.StatusCode != HttpStatusCode.OK)
        {
            return $"cannot be read: {read.StatusCode}";
        }

        var asked = JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetBytes(sent));
        var kept = JsonSerializer.Deserialize<JsonElement>((await suite.SqlAsync<string>(
            "select jsonb_build_object('report_type', report_type, 'custom_prompt', custom_prompt, 'focus_areas', focus_areas)::text from all_reports where report_id = $1", id))!);
        return asked.EnumerateObject().Where(static member => member.Value.ValueKind != JsonValueKind.Null).All(member => JsonElement.DeepEquals(member.Value, kept.GetProperty(member.Name)))
            ? null
            : $"is kept as {kept}";
    }
}
