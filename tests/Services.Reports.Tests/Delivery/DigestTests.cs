using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Delivery.Working;
using Nanobot.Testing.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Nanobot.Services.Reports.Tests.Delivery;

/// <summary>What has waited for the end of quiet hours is told in one message by each way.</summary>
public sealed class DigestTests
{
    [Fact]
    public async Task A_night_is_one_mail_of_all_titles_and_reports_and_still_one_call_of_a_webhook_each()
    {
        await using var mail = MailServer.Start();
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost([.. mail.Settings, .. receiver.Settings]);
        var ada = host.User(["email", "webhook"], format: "html");
        await host.OwnAsync(mail, ada);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url }, 200);
        var reports = await NightAsync(host, ada, 3);

        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await host.DeliverAsync());

        Assert.Equal(2, mail.Given);
        var sent = mail.Taken.Last();
        Assert.StartsWith("3 notices: ", sent.Subject, StringComparison.Ordinal);
        Assert.Equal("multipart/alternative", sent.Body!.ContentType.MimeType);
        Assert.StartsWith("1. ", sent.TextBody, StringComparison.Ordinal);
        foreach (var report in reports)
        {
            Assert.Equal("email sent, webhook sent", await host.StandAsync(ada, report));
            Assert.Contains($"https://reports.example/reports/{report}", sent.TextBody, StringComparison.Ordinal);
            Assert.Contains($"href=\"https://reports.example/reports/{report}\"", sent.HtmlBody, StringComparison.Ordinal);
        }

        Assert.Equal(reports.Select(static report => report.ToString()), receiver.Received.Select(static told => told.Json["data"]!["report_id"]!.GetValue<string>()));

        // One of them told again is a mail of its own.
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{reports[1]}/deliveries/email/replay", null, 200);
        await host.DeliverAsync();
        Assert.Equal(3, mail.Given);
        Assert.DoesNotContain("notices", mail.Taken.Last().Subject, StringComparison.Ordinal);
        Assert.NotEqual(sent.MessageId, mail.Taken.Last().MessageId);
    }

    [Fact]
    public async Task One_that_waited_alone_is_told_as_ever()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"]);
        await host.OwnAsync(mail, ada);
        var report = Assert.Single(await NightAsync(host, ada, 1));
        await host.DeliverAsync();

        var id = (await host.SeenAsync(ada, report))[0]["delivery_id"]!.GetValue<Guid>();
        Assert.Equal($"{id:N}@nanobot.example", mail.Taken.Last().MessageId);
        Assert.DoesNotContain("notices", mail.Taken.Last().Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_that_the_server_does_not_take_yet_stays_the_same_and_is_sent_once()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"]);
        await host.OwnAsync(mail, ada);
        var reports = await NightAsync(host, ada, 2);
        mail.Answer(451);
        await host.DeliverAsync();
        Assert.Equal(("email pending MAIL_REFUSED", "email pending MAIL_REFUSED"), (await host.StandAsync(ada, reports[0]), await host.StandAsync(ada, reports[1])));
        Assert.Equal(2, mail.Given);
        // What comes meanwhile is told by itself.
        mail.Answer(250);
        var later = await host.MakeAsync(ada);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.DeliverAsync();

        Assert.Equal(["email sent", "email sent", "email sent"], [await host.StandAsync(ada, reports[0]), await host.StandAsync(ada, reports[1]), await host.StandAsync(ada, later)]);
        Assert.Equal(4, mail.Given);
        Assert.Single(mail.Taken, static sent => sent.Subject!.StartsWith("2 notices", StringComparison.Ordinal));
        var id = (await host.SeenAsync(ada, reports[0]))[0]["delivery_id"]!.GetValue<Guid>();
        Assert.Contains(mail.Taken, sent => sent.MessageId == $"{id:N}@nanobot.example");
    }

    [Fact]
    public async Task Workers_that_have_claimed_parts_of_a_digest_before_the_oldest_takes_them_tell_nothing()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"]);
        await host.OwnAsync(mail, ada);
        var reports = await NightAsync(host, ada, 3);
        var claimed = await host.Suite.Services.GetRequiredService<DeliveryQueues>().Email.ClaimAsync(10, default);
        Assert.Equal(3, claimed.Count);

        await Task.WhenAll(claimed.OrderByDescending(static delivery => delivery.CreatedAt).Select(delivery => host.AttemptAsync(delivery)));
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.DeliverAsync();

        Assert.Equal(2, mail.Given);
        foreach (var report in reports)
        {
            Assert.Equal("email sent", await host.StandAsync(ada, report));
        }
    }

    /// <summary>Reports that are made in quiet hours, whose end has come.</summary>
    private static async Task<List<Guid>> NightAsync(DeliveryHost host, TenantContext user, int count)
    {
        await host.SendAsync(user, HttpMethod.Put, "/delivery/quiet-hours", new { from = "11:00", to = "13:00" }, 200);
        var reports = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            reports.Add(await host.MakeAsync(user));
            await host.DeliverAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        host.Clock.SetUtcNow(DeliveryHost.Start.AddHours(1).AddSeconds(30));
        return reports;
    }
}
