using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Delivery;

public sealed class WebhookTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task A_reports_end_is_told_once_signed()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost([.. receiver.Settings, new("Delivery:PublicUrl", "https://reports.example/")]);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url, secret = Secret, content = "none" }, 200);
        var report = await host.MakeAsync(ada);

        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal(0, await host.DeliverAsync());

        var told = Assert.Single(receiver.Received);
        Assert.Equal(1, receiver.SignedBy(Secret));
        var seen = Assert.Single(await host.SeenAsync(ada, report));
        Assert.Equal(("sent", 204, told.Headers["webhook-id"]), (seen["status"]!.GetValue<string>(), seen["http_status"]!.GetValue<int>(), seen["delivery_id"]!.GetValue<string>()));
        Assert.Equal("report.completed", told.Json["type"]!.GetValue<string>());
        var data = told.Json["data"]!.AsObject();
        Assert.Equal((ada.TenantId, ada.UserId, report.ToString(), "daily", "completed", $"https://reports.example/reports/{report}"), (data["tenant_id"]!.GetValue<string>(), data["user_id"]!.GetValue<string>(),
            data["report_id"]!.GetValue<string>(), data["report_type"]!.GetValue<string>(), data["status"]!.GetValue<string>(), data["link"]!.GetValue<string>()));
        Assert.NotEqual("", data["title"]!.GetValue<string>());
        Assert.DoesNotContain("content", data.Select(static member => member.Key));
    }

    [Theory]
    [InlineData("markdown", "text/markdown", "# ")]
    [InlineData("html", "text/html", "<!DOCTYPE html>")]
    public async Task The_report_goes_along_where_its_user_wants_it(string content, string type, string begin)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost(receiver.Settings);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url, content }, 200);
        await host.MakeAsync(ada);
        await host.DeliverAsync();

        var data = Assert.Single(receiver.Received).Json["data"]!;
        Assert.Equal(type, data["content_type"]!.GetValue<string>());
        Assert.StartsWith(begin, data["content"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "text/markdown")]
    [InlineData("markdown", "text/markdown")]
    [InlineData("html", "text/html")]
    [InlineData("pdf", null)]
    public async Task Where_nobody_says_what_goes_along_the_form_decides_that_its_user_wants(string? format, string? type)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost(receiver.Settings);
        var ada = host.User(["webhook"], format: format);
        Assert.Equal("preferred", (await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url }, 200))["content"]!.GetValue<string>());
        await host.MakeAsync(ada);
        await host.DeliverAsync();

        var data = Assert.Single(receiver.Received).Json["data"]!;
        Assert.Equal(type, data["content_type"]?.GetValue<string>());
        Assert.StartsWith("/reports/", data["link"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_is_too_large_stays_behind_and_the_rest_is_told()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost(receiver.Settings);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url, content = "markdown" }, 200);
        var report = await host.MakeAsync(ada);
        await host.Suite.SqlAsync<int>("update all_reports set content = repeat('苍', 100000) where report_id = $1 returning 1", report);
        await host.DeliverAsync();

        var data = Assert.Single(receiver.Received).Json["data"]!;
        Assert.Equal("TOO_LARGE", data["content_omitted"]!.GetValue<string>());
        Assert.Null(data["content"]);
    }

    [Fact]
    public async Task What_may_pass_is_tried_again_with_the_same_id_up_to_eight_times()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost(receiver.Settings);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url, secret = Secret }, 200);
        var report = await host.MakeAsync(ada);
        receiver.Answer(503);
        var tries = 0;
        for (var i = 0; i < 20 && (await host.SeenAsync(ada, report))[0]["next_at"]?.GetValue<DateTimeOffset>() is { } next; i++)
        {
            host.Clock.SetUtcNow(next > host.Clock.GetUtcNow() ? next : host.Clock.GetUtcNow());
            tries += await host.DeliverAsync();
        }

        Assert.Equal((8, 8), (tries, receiver.SignedBy(Secret)));
        Assert.Single(receiver.Received.Select(static told => told.Headers["webhook-id"]).Distinct());
        var seen = Assert.Single(await host.SeenAsync(ada, report));
        Assert.Equal(("failed", "WEBHOOK_REFUSED", 503, 8), (seen["status"]!.GetValue<string>(), seen["code"]!.GetValue<string>(), seen["http_status"]!.GetValue<int>(), seen["tries"]!.GetValue<int>()));

        // Who has mended the receiver has it told again, as the same.
        receiver.Answer(200);
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{report}/deliveries/webhook/replay", null, 200);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal("webhook sent", await host.StandAsync(ada, report));
        Assert.Single(receiver.Received.Select(static told => told.Headers["webhook-id"]).Distinct());
    }

    [Fact]
    public async Task A_receiver_that_names_a_time_is_not_asked_before_it()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost(receiver.Settings);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url }, 200);
        await host.MakeAsync(ada);
        receiver.Answer(429, ("Retry-After", "600"));
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal(0, await host.DeliverAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(62));
        Assert.Equal(1, await host.DeliverAsync());
    }

    [Fact]
    public async Task An_address_that_is_gone_is_told_nothing_any_more_until_it_is_put_again()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost(receiver.Settings);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url, secret = Secret }, 200);
        receiver.Answer(410);
        var first = await host.MakeAsync(ada);
        await host.DeliverAsync();
        var second = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Equal(("webhook failed WEBHOOK_GONE", "webhook skipped WEBHOOK_GONE"), (await host.StandAsync(ada, first), await host.StandAsync(ada, second)));
        Assert.Single(receiver.Received);
        Assert.NotNull((await host.SendAsync(ada, HttpMethod.Get, "/delivery", null, 200))["webhook"]!["paused_at"]);

        receiver.Answer(200);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url }, 200);
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{second}/deliveries/webhook/replay", null, 200);
        await host.DeliverAsync();
        Assert.Equal("webhook sent", await host.StandAsync(ada, second));
        Assert.Equal(2, receiver.SignedBy(Secret));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    public async Task Any_other_answer_is_a_refusal_at_once_and_a_redirection_is_not_followed(int status)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var elsewhere = await Receiver.StartAsync();
        await using var host = new DeliveryHost([.. receiver.Settings, new("Web:AllowedHosts:1", new Uri(elsewhere.Url).Authority)]);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url }, 200);
        receiver.Answer(status, ("Location", elsewhere.Url));
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Empty(elsewhere.Received);
        Assert.Equal("webhook failed WEBHOOK_REFUSED", await host.StandAsync(ada, report));
    }

    [Fact]
    public async Task Without_an_address_nothing_is_tried()
    {
        await using var host = new DeliveryHost();
        var ada = host.User(["webhook", "push"]);
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Equal("push sent, webhook skipped WEBHOOK_NOT_SET_UP", await host.StandAsync(ada, report));
    }

    [Fact]
    public async Task A_secret_is_shown_once_turned_when_asked_and_never_kept_as_it_is()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost(receiver.Settings);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Post, "/delivery/webhook/rotate", null, 404);
        var made = await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url }, 200);
        var kept = await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url, content = "html" }, 200);
        Assert.Null(kept["secret"]);
        Assert.Null((await host.SendAsync(ada, HttpMethod.Get, "/delivery", null, 200))["webhook"]!["secret"]);
        await host.MakeAsync(ada);
        await host.DeliverAsync();
        Assert.Equal(1, receiver.SignedBy(made["secret"]!.GetValue<string>()));

        var turned = await host.SendAsync(ada, HttpMethod.Post, "/delivery/webhook/rotate", null, 200);
        await host.MakeAsync(ada);
        await host.DeliverAsync();
        Assert.Equal(1, receiver.SignedBy(turned["secret"]!.GetValue<string>()));
        Assert.Equal("html", turned["content"]!.GetValue<string>());
        Assert.False(await host.Suite.SqlAsync<bool>("select strpos(secret, $1) > 0 from delivery_webhooks", turned["secret"]!.GetValue<string>()["whsec_".Length..]));

        // Another address has another secret, and a forgotten one none.
        Assert.NotNull((await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url + "2" }, 200))["secret"]);
        await host.SendAsync(ada, HttpMethod.Delete, "/delivery/webhook", null, 204);
        await host.SendAsync(ada, HttpMethod.Delete, "/delivery/webhook", null, 404);
        Assert.Null((await host.SendAsync(ada, HttpMethod.Get, "/delivery", null, 200))["webhook"]);
    }

    [Theory]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":"ftp://heron.example"}""", "url")]
    [InlineData("""{"url":"https://ada@heron.example"}""", "url")]
    [InlineData("""{"url":"http://heron.example"}""", "url")]
    [InlineData("""{"url":"https://heron.example","content":"pdf"}""", "content")]
    [InlineData("""{"url":"https://heron.example","secret":"whsec_short"}""", "secret")]
    public async Task What_is_no_address_is_refused_by_name(string body, string field)
    {
        await using var host = new DeliveryHost();
        var refused = await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/webhook", JsonNode.Parse(body), 400);

        Assert.Equal([field], refused["errors"]!.AsObject().Select(static error => error.Key));
    }

    [Theory]
    [InlineData("https://10.0.0.1/x")]
    [InlineData("https://localhost/x")]
    [InlineData("https://heron.example:8443/x")]
    public async Task An_address_that_leads_inside_is_not_kept(string url)
    {
        await using var host = new DeliveryHost();
        Assert.Equal("WEB_ADDRESS_REFUSED", (await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/webhook", new { url }, 400))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Secrets_are_sealed_anew_by_a_new_key()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost(receiver.Settings);
        var ada = host.User(["webhook"]);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url, secret = Secret }, 200);
        const string New = "tests-2:another-text-that-seals-secrets-9876543210";
        await using var rotated = new DeliveryHost([.. receiver.Settings, .. ReportsSuite.On(host.Suite.Database), new("Secrets:Keys:0", New), new("Secrets:Keys:1", TestKeys.SecretKey)]);
        Assert.Equal(1, await rotated.Suite.Services.GetRequiredService<SecretResealing>().ApplyAsync(default));
        Assert.Equal("tests-2", TenantSecrets.KeyOf(await host.Suite.SqlAsync<string>("select secret from delivery_webhooks")));

        await using var after = new DeliveryHost([.. receiver.Settings, .. ReportsSuite.On(host.Suite.Database), new("Secrets:Keys:0", New)]);
        after.User(["webhook"], context: ada);
        await after.MakeAsync(ada);
        await after.DeliverAsync();
        Assert.Equal(1, receiver.SignedBy(Secret));
    }
}
