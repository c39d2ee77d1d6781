using System.Text;
using MimeKit;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Tests.Delivery;

/// <summary>Mails against a server that is not ours.</summary>
public sealed class NodeMailTests
{
    [Fact]
    public async Task A_mail_arrives_whole_with_its_parts_and_headers_as_mail_wants_them()
    {
        await using var server = new NodeMailServer();
        await server.StartAsync();
        await using var host = new DeliveryHost(server.Settings());
        var ada = host.User(["email"], language: "zh", format: "html");
        await OwnAsync(host, server, ada);
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();

        Assert.Equal("email sent", await host.StandAsync(ada, report));
        var taken = server.Taken();
        Assert.Equal(2, taken.Count);
        var (from, to, user, content) = taken[^1];
        Assert.Equal(("reports@nanobot.example", MailAccount.Address, "ada"), (from, to, user));
        var lines = Encoding.Latin1.GetString(content).Split("\r\n");
        // RFC 5322, 2.1.1 and 2.3: no line is longer, none ends otherwise, and no header has an octet beyond ASCII.
        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 998));
        Assert.DoesNotContain(lines, static line => line.Contains('\n', StringComparison.Ordinal) || line.Contains('\r', StringComparison.Ordinal));
        Assert.All(lines.TakeWhile(static line => line.Length > 0), static line => Assert.True(line.All(static sign => sign < 128), line));
        using var stream = new MemoryStream(content);
        var mail = await MimeMessage.LoadAsync(stream);
        var parts = Assert.IsType<MultipartAlternative>(mail.Body);
        Assert.Equal(["text/plain", "text/html"], parts.Select(static part => part.ContentType.MimeType));
        Assert.StartsWith("每日报告：", mail.Subject, StringComparison.Ordinal);
        Assert.StartsWith(mail.Subject, mail.TextBody, StringComparison.Ordinal);
        Assert.Equal("苍鹭报告", mail.From[0].Name);
        Assert.Contains(mail.Subject!, mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(("auto-generated", "List-Unsubscribe=One-Click"), (mail.Headers["Auto-Submitted"], mail.Headers["List-Unsubscribe-Post"]));
    }

    [Fact]
    public async Task While_the_server_is_down_a_mail_waits_and_is_sent_once_when_it_is_back()
    {
        await using var server = new NodeMailServer();
        await server.StartAsync();
        await using var host = new DeliveryHost(server.Settings());
        var ada = host.User(["email"]);
        await OwnAsync(host, server, ada);
        server.Stop();
        var report = await host.MakeAsync(ada);
        await host.DeliverAsync();
        Assert.Equal("email pending MAIL_SERVER_UNREACHABLE", await host.StandAsync(ada, report));

        await server.StartAsync();
        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await host.DeliverAsync();
        }

        Assert.Equal(("email sent", 2), (await host.StandAsync(ada, report), server.Taken().Count));
    }

    [Fact]
    public async Task What_the_server_says_decides_whether_it_is_tried_again()
    {
        await using var server = new NodeMailServer();
        await server.StartAsync();
        await using var host = new DeliveryHost(server.Settings());
        foreach (var (address, stands, status) in new[] { ("full@heron.example", "email pending MAIL_REFUSED", 452), ("none@heron.example", "email failed MAIL_REFUSED", 550) })
        {
            var ada = host.User(["email"]);
            await OwnAsync(host, server, ada);
            await host.Suite.SqlAsync<int>("update delivery_addresses set address = $2 where tenant_id = $1 returning 1", ada.RequiredTenantId, address);
            var report = await host.MakeAsync(ada);
            await host.DeliverAsync();
            Assert.Equal((stands, status), (await host.StandAsync(ada, report), (await host.SeenAsync(ada, report))[0]["http_status"]!.GetValue<int>()));
        }
    }

    [Theory]
    [InlineData("none", "egret")]
    [InlineData("starttls", "heron")]
    public async Task A_wrong_password_or_a_certificate_that_nobody_knows_has_no_mail_sent(string security, string password)
    {
        await using var server = new NodeMailServer();
        await server.StartAsync();
        await using var host = new DeliveryHost(server.Settings(security, password));

        Assert.Equal("MAIL_UNAVAILABLE", (await host.SendAsync(host.User([]), HttpMethod.Put, "/delivery/email", new { address = MailAccount.Address }, 503))["code"]!.GetValue<string>());
        Assert.Empty(server.Taken());
    }

    private static async Task OwnAsync(DeliveryHost host, NodeMailServer server, TenantContext user)
    {
        await host.SendAsync(user, HttpMethod.Put, "/delivery/email", new { address = MailAccount.Address }, 200);
        using var stream = new MemoryStream(server.Taken()[^1].Content);
        await host.SendAsync(user, HttpMethod.Post, "/delivery/email/verify", new { code = MailAccount.CodeOf(await MimeMessage.LoadAsync(stream)) }, 200);
    }
}
