using System.Text.Json.Nodes;
using MimeKit;
using Nanobot.Services.Reports.Delivery.Mail;
using Nanobot.Services.Reports.Formats;
using Nanobot.Testing;
using Nanobot.Testing.Mail;

namespace Nanobot.Services.Reports.Tests.Delivery;

public sealed class MailTests
{
    private const string Address = MailAccount.Address;

    [Fact]
    public async Task A_reports_end_is_mailed_once_as_text_and_page_with_all_that_mail_wants()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"], format: "html");
        await host.OwnAsync(mail, ada);
        var report = await host.MakeAsync(ada);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal(0, await host.DeliverAsync());

        Assert.Equal("email sent", await host.StandAsync(ada, report));
        var sent = mail.Taken.Last();
        var id = (await host.SeenAsync(ada, report))[0]["delivery_id"]!.GetValue<Guid>();
        Assert.Equal(($"{id:N}@nanobot.example", Address, "Reports <reports@nanobot.example>", "auto-generated"),
            (sent.MessageId, ((MailboxAddress)Assert.Single(sent.To)).Address, sent.From.ToString().Replace("\"", "", StringComparison.Ordinal), sent.Headers["Auto-Submitted"]));
        Assert.StartsWith("<https://reports.example/delivery/unsubscribe/1.", sent.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", sent.Headers["List-Unsubscribe-Post"]);
        var content = (await host.SendAsync(ada, HttpMethod.Get, $"/reports/{report}", null, 200))["content"]!.GetValue<string>();
        Assert.Equal("multipart/alternative", sent.Body!.ContentType.MimeType);
        Assert.StartsWith(PlainReport.Render(content).TrimEnd(), sent.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"https://reports.example/reports/{report}", sent.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", sent.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(2, mail.Given);
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_address_before_its_user_has_said_the_code()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"]);
        var none = await host.MakeAsync(ada);
        var put = await host.SendAsync(ada, HttpMethod.Put, "/delivery/email", new { address = Address }, 200);
        Assert.Equal((false, DeliveryHost.Start.AddMinutes(30)), (put["verified"]!.GetValue<bool>(), put["code_expires_at"]!.GetValue<DateTimeOffset>()));
        var waiting = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Equal(("email skipped EMAIL_NOT_VERIFIED", "email skipped EMAIL_NOT_VERIFIED"), (await host.StandAsync(ada, none), await host.StandAsync(ada, waiting)));
        Assert.Equal(1, mail.Given);

        var code = MailAccount.CodeOf(mail.Taken.Single());
        Assert.Equal("EMAIL_CODE_WRONG", (await host.SendAsync(ada, HttpMethod.Post, "/delivery/email/verify", new { code = Other(code) }, 409))["code"]!.GetValue<string>());
        Assert.True((await host.SendAsync(ada, HttpMethod.Post, "/delivery/email/verify", new { code }, 200))["verified"]!.GetValue<bool>());
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{waiting}/deliveries/email/replay", null, 200);
        await host.DeliverAsync();
        Assert.Equal("email sent", await host.StandAsync(ada, waiting));
        Assert.Equal("EMAIL_CODE_EXPIRED", (await host.SendAsync(ada, HttpMethod.Post, "/delivery/email/verify", new { code }, 409))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_code_is_good_for_half_an_hour_and_five_guesses_and_for_its_user_alone()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var (ada, bob) = (host.User([]), host.User([]));
        foreach (var user in new[] { ada, bob })
        {
            await host.SendAsync(user, HttpMethod.Put, "/delivery/email", new { address = Address }, 200);
        }

        var codes = mail.Taken.Select(MailAccount.CodeOf).ToList();
        Assert.Equal(4, (await host.SendAsync(bob, HttpMethod.Post, "/delivery/email/verify", new { code = codes[0] }, 409))["tries_left"]!.GetValue<int>());
        for (var i = 0; i < 4; i++)
        {
            await host.SendAsync(bob, HttpMethod.Post, "/delivery/email/verify", new { code = Other(codes[1]) }, 409);
        }

        Assert.Equal("EMAIL_CODE_EXPIRED", (await host.SendAsync(bob, HttpMethod.Post, "/delivery/email/verify", new { code = codes[1] }, 409))["code"]!.GetValue<string>());
        host.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("EMAIL_CODE_EXPIRED", (await host.SendAsync(ada, HttpMethod.Post, "/delivery/email/verify", new { code = codes[0] }, 409))["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Five_codes_are_sent_in_a_day()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User([]);
        for (var i = 0; i < 5; i++)
        {
            await host.SendAsync(ada, HttpMethod.Put, "/delivery/email", new { address = $"ada{i}@heron.example" }, 200);
        }

        // Forgetting the address makes no new ones.
        await host.SendAsync(ada, HttpMethod.Delete, "/delivery/email", null, 204);
        Assert.Equal("TOO_MANY_CODES", (await host.SendAsync(ada, HttpMethod.Put, "/delivery/email", new { address = Address }, 429))["code"]!.GetValue<string>());
        Assert.Equal(5, mail.Given);
        host.Clock.Advance(TimeSpan.FromHours(24));
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/email", new { address = Address }, 200);
    }

    [Fact]
    public async Task Another_address_needs_a_code_of_its_own_and_a_forgotten_one_gets_nothing()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"]);
        await host.OwnAsync(mail, ada);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/email", new { address = "eve@heron.example" }, 200);
        var first = await host.MakeAsync(ada);
        await host.DeliverAsync();
        Assert.Equal("email skipped EMAIL_NOT_VERIFIED", await host.StandAsync(ada, first));

        await host.SendAsync(ada, HttpMethod.Delete, "/delivery/email", null, 204);
        await host.SendAsync(ada, HttpMethod.Delete, "/delivery/email", null, 404);
        Assert.Null((await host.SendAsync(ada, HttpMethod.Get, "/delivery", null, 200))["email"]);
    }

    [Theory]
    [InlineData(451, "email pending MAIL_REFUSED", 2)]
    [InlineData(550, "email failed MAIL_REFUSED", 1)]
    public async Task What_the_server_takes_for_the_time_being_not_is_tried_again_and_what_it_never_takes_is_not(int code, string stands, int tries)
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"]);
        await host.OwnAsync(mail, ada);
        mail.Answer(code);
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();
        Assert.Equal((stands, code), (await host.StandAsync(ada, report), (await host.SeenAsync(ada, report))[0]["http_status"]!.GetValue<int>()));

        mail.Answer(250);
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await host.DeliverAsync();
        Assert.Equal(tries, (await host.SeenAsync(ada, report))[0]["tries"]!.GetValue<int>());
        Assert.Equal(tries == 2 ? 2 : 1, mail.Taken.Count);
    }

    [Fact]
    public async Task While_the_server_is_down_mails_wait_and_nothing_else_does()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email", "push"]);
        await host.OwnAsync(mail, ada);
        await mail.DisposeAsync();
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Equal("email pending MAIL_SERVER_UNREACHABLE, push sent", await host.StandAsync(ada, report));
    }

    [Fact]
    public async Task A_server_that_offers_no_secured_connection_where_one_is_wanted_has_no_mail()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost([.. mail.Settings.Where(static setting => setting.Key != "Delivery:Smtp:Security"), new("Delivery:Smtp:Security", "starttls")]);

        Assert.Equal("MAIL_UNAVAILABLE", (await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/email", new { address = Address }, 503))["code"]!.GetValue<string>());
        Assert.Equal(0, mail.Given);
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_and_one_without_a_server_are_not_kept()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User([]);
        mail.Answer(550);
        Assert.Equal("address", Assert.Single((await host.SendAsync(ada, HttpMethod.Put, "/delivery/email", new { address = Address }, 400))["errors"]!.AsObject()).Key);
        Assert.Null((await host.SendAsync(ada, HttpMethod.Get, "/delivery", null, 200))["email"]);

        await using var without = new DeliveryHost();
        var bob = without.User(["email"]);
        Assert.Equal("MAIL_NOT_SET_UP", (await without.SendAsync(bob, HttpMethod.Put, "/delivery/email", new { address = Address }, 409))["code"]!.GetValue<string>());
        var report = await without.MakeAsync(bob);
        await without.DeliverAsync();
        Assert.Equal("email skipped MAIL_NOT_SET_UP", await without.StandAsync(bob, report));
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ada@localhost")]
    [InlineData("ada@heron.example\r\nBcc: eve@heron.example")]
    [InlineData("ada@heron.example, eve@heron.example")]
    [InlineData("Ada <ada@heron.example>")]
    [InlineData("\"ada\"@heron.example")]
    [InlineData("ada@[127.0.0.1]")]
    [InlineData("ädä@heron.example")]
    [InlineData("ada@heron..example")]
    [InlineData("")]
    [InlineData(null)]
    public async Task What_is_no_address_is_refused_by_name(string? address)
    {
        await using var host = new DeliveryHost(MailServer.Down());
        var refused = await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/email", new JsonObject { ["address"] = address }, 400);

        Assert.Equal(["address"], refused["errors"]!.AsObject().Select(static error => error.Key));
    }

    [Fact]
    public async Task What_a_report_is_called_makes_no_further_header()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"], format: "html");
        await host.OwnAsync(mail, ada);
        var report = await host.MakeAsync(ada);
        await host.Suite.SqlAsync<int>("update all_reports set content = $2 where report_id = $1 returning 1", report, "# Herons\u2028Bcc: eve@heron.example&#13;&#10;X-Of: eve\n\nSee <script>alert(1)</script>.\n.\nQUIT\n");
        await host.DeliverAsync();

        var sent = mail.Taken.Last();
        Assert.Empty(sent.Bcc);
        Assert.Null(sent.Headers["X-Of"]);
        Assert.StartsWith("Herons", sent.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", sent.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("QUIT", sent.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_a_mail_ends_further_ones_with_one_click_and_without_a_credential()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"]);
        await host.OwnAsync(mail, ada);
        await host.MakeAsync(ada);
        await host.DeliverAsync();
        var link = new Uri(mail.Taken.Last().Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;
        using var anyone = host.Suite.Client(TestContexts.Gateway);

        // What looks at links ends nothing.
        using var question = await anyone.GetAsync(new Uri(link, UriKind.Relative));
        Assert.Contains("List-Unsubscribe", await question.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null((await host.SendAsync(ada, HttpMethod.Get, "/delivery", null, 200))["email"]!["unsubscribed_at"]);
        using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var ended = await anyone.PostAsync(new Uri(link, UriKind.Relative), click);
        Assert.Equal(System.Net.HttpStatusCode.OK, ended.StatusCode);

        var next = await host.MakeAsync(ada);
        await host.DeliverAsync();
        Assert.Equal("email skipped EMAIL_UNSUBSCRIBED", await host.StandAsync(ada, next));
        using var other = await anyone.PostAsync(new Uri(link[..^2] + (link.EndsWith("AA", StringComparison.Ordinal) ? "BB" : "AA"), UriKind.Relative), null);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, other.StatusCode);

        // Who wants it again says so, and needs no code.
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/email", new { address = Address }, 200);
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{next}/deliveries/email/replay", null, 200);
        await host.DeliverAsync();
        Assert.Equal("email sent", await host.StandAsync(ada, next));
    }

    [Fact]
    public void Mails_keep_their_pace()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DeliveryHost.Start);
        var pace = new MailPace(Microsoft.Extensions.Options.Options.Create(new SmtpOptions { PerMinute = 120 }), clock);
        var sent = 0;
        for (var i = 0; i < 600; i++, clock.Advance(TimeSpan.FromMilliseconds(100)))
        {
            sent += pace.Take() == TimeSpan.Zero ? 1 : 0;
        }

        Assert.InRange(sent, 118, 123);
    }

    private static string Other(string code) => code == "00000000" ? "00000001" : "00000000";
}
