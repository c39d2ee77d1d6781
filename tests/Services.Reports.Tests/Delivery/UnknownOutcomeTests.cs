using Nanobot.Testing;
using Nanobot.Testing.Mail;

namespace Nanobot.Services.Reports.Tests.Delivery;

/// <summary>What happens where the other side has something and its word is lost.</summary>
public sealed class UnknownOutcomeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_process_that_is_killed_between_the_other_sides_word_and_its_note_has_no_mail_sent_twice_and_webhooks_come_again_as_the_same()
    {
        await using var mail = MailServer.Start();
        await using var receiver = await Receiver.StartAsync();
        await using var host = new DeliveryHost([.. mail.Settings, .. receiver.Settings]);
        var ada = host.User(["email", "webhook"]);
        await host.OwnAsync(mail, ada);
        await host.SendAsync(ada, HttpMethod.Put, "/delivery/webhook", new { url = receiver.Url }, 200);
        var report = await host.MakeAsync(ada);
        // Due by the clock of another process.
        await host.Suite.SqlAsync<int>("update deliveries set due_at = now() - interval '1 second' where subject_id = $1 returning 1", report);
        mail.Hold();
        receiver.Hold();
        await using (var doomed = await ServiceProcess.StartAsync("Services.Reports", host.Suite.Settings))
        {
            await Eventually.TrueAsync(() => Task.FromResult(mail.Taken.Count == 2 && receiver.Received.Count == 1), Patience);
            doomed.Kill();
        }

        mail.Release();
        receiver.Release();
        Assert.Equal("email pending, webhook pending", await host.StandAsync(ada, report));
        var leaseEnds = await host.Suite.SqlAsync<DateTime>("select max(due_at) from deliveries where subject_id = $1", report);
        host.Clock.SetUtcNow(new DateTimeOffset(leaseEnds.ToUniversalTime(), TimeSpan.Zero).AddSeconds(1) is var end && end > host.Clock.GetUtcNow() ? end : host.Clock.GetUtcNow());
        await host.DeliverAsync();
        Assert.Equal(0, await host.DeliverAsync());

        Assert.Equal("email unknown OUTCOME_UNKNOWN, webhook sent", await host.StandAsync(ada, report));
        Assert.Equal((2, 2), (mail.Given, receiver.Received.Count));
        Assert.Single(receiver.Received.Select(static told => told.Headers["webhook-id"]).Distinct());

        // Its user decides, and whoever has it twice sees it once.
        var known = mail.Taken.Last().MessageId;
        await host.SendAsync(ada, HttpMethod.Post, $"/reports/{report}/deliveries/email/replay", null, 200);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal(("email sent, webhook sent", known), (await host.StandAsync(ada, report), mail.Taken.Last().MessageId));
    }

    [Fact]
    public async Task A_server_that_has_a_mail_and_does_not_say_so_in_time_is_not_given_it_again()
    {
        await using var mail = MailServer.Start();
        await using var host = new DeliveryHost(mail.Settings);
        var ada = host.User(["email"]);
        await host.OwnAsync(mail, ada);
        var report = await host.MakeAsync(ada);
        mail.Hold();
        var delivering = host.DeliverAsync();
        await Eventually.TrueAsync(() => Task.FromResult(mail.Given == 2));
        host.Clock.Advance(TimeSpan.FromSeconds(26));
        Assert.Equal(1, await delivering.WaitAsync(Eventually.Deadline));
        mail.Release();
        host.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(0, await host.DeliverAsync());
        Assert.Equal(("email unknown OUTCOME_UNKNOWN", 2), (await host.StandAsync(ada, report), mail.Given));
    }
}
