using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Messaging.DeadLetters;

/// <summary>What was put aside is told again, exactly once as far as anybody notices, or says why it cannot be.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task An_event_whose_handler_failed_takes_effect_once_when_it_is_told_again()
    {
        var fails = true;
        await using var host = await DeadLetterHost.StartAsync(() => Volatile.Read(ref fails));
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        var letter = Assert.Single(await host.LettersAsync(1));

        Volatile.Write(ref fails, false);
        var (first, second) = (await host.ReplayAsync(letter.EntryId), await host.ReplayAsync(letter.EntryId));

        Assert.Equal((ReplayOutcome.Replayed, ReplayOutcome.Missing), (first, second));
        await host.ExpectAsync(ada, 1);
        Assert.Empty(await host.EntriesAsync(DeadLetterHost.Letters));
    }

    [Fact]
    public async Task A_module_that_has_handled_an_event_takes_no_notice_when_it_is_told_again_for_another()
    {
        await using var host = await DeadLetterHost.StartAsync();
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);
        var entry = Assert.Single(await host.EntriesAsync(ThingHappened.Topic));
        var letter = await host.PutAsideAsync(entry["data"], """{"dead-letter-group":"another","dead-letter-reason":"handler_failed"}""");

        Assert.Equal(ReplayOutcome.Replayed, await host.ReplayAsync(letter));

        await host.PublishAsync(ada, new ThingHappened(2));
        await host.ExpectAsync(ada, 1, 2);
        Assert.Equal(entry["data"], (await host.EntriesAsync(ThingHappened.Topic))[1]["data"]);
        Assert.Empty(await host.EntriesAsync(DeadLetterHost.Letters));
    }

    [Fact]
    public async Task What_fails_again_is_put_aside_again_and_not_told_again_by_the_same_request()
    {
        await using var host = await DeadLetterHost.StartAsync(static () => true);
        await host.PublishAsync(TestContexts.User(), new ThingHappened(1), new ThingHappened(2));
        var before = await host.LettersAsync(2);

        Assert.Equal(new ReplayedDeadLetters(2, 0, 0, false), await host.ReplayAllAsync());

        await Eventually.TrueAsync(async () => (await host.LettersAsync(2)).All(letter => before.All(one => one.EntryId != letter.EntryId)));
    }

    [Fact]
    public async Task Of_several_who_tell_events_again_at_once_one_tells_each()
    {
        var fails = true;
        await using var host = await DeadLetterHost.StartAsync(() => Volatile.Read(ref fails));
        var ada = TestContexts.User();
        await host.PublishAsync(ada, Enumerable.Range(1, 30).Select(static number => new ThingHappened(number)));
        await host.LettersAsync(30);

        Volatile.Write(ref fails, false);
        var replayed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.ReplayAllAsync()));

        Assert.Equal(30, replayed.Sum(static one => one.Replayed));
        await Eventually.GetAsync(() => host.EffectsAsync(ada), static effects => effects.Order().SequenceEqual(Enumerable.Range(1, 30)));
        Assert.Equal(60, (await host.EntriesAsync(ThingHappened.Topic)).Count);
    }

    [Fact]
    public async Task Where_it_is_broken_off_before_anything_was_done_the_event_stays_and_can_be_told_again()
    {
        var fails = true;
        await using var host = await DeadLetterHost.StartAsync(() => Volatile.Read(ref fails));
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        var letter = Assert.Single(await host.LettersAsync(1));

        Volatile.Write(ref fails, false);
        await Assert.ThrowsAsync<TimeoutException>(() => host.Desk().ReplayAsync(ThingHappened.Topic, letter.EntryId, static () => throw new TimeoutException("No audit."), default));
        await Assert.ThrowsAsync<TimeoutException>(() => host.Desk().DiscardAsync(ThingHappened.Topic, letter.EntryId, static () => throw new TimeoutException("No audit."), default));

        Assert.Single(await host.LettersAsync(1));
        Assert.Equal(ReplayOutcome.Replayed, await host.ReplayAsync(letter.EntryId));
        await host.ExpectAsync(ada, 1);
    }

    [Fact]
    public async Task What_a_retired_key_has_signed_is_told_from_the_outbox_and_refused_where_that_has_it_no_more()
    {
        var fails = true;
        var second = TestKey.New("test-2", MessagingHost.Group);
        var ada = TestContexts.User();
        MessagingHost before;
        await using (before = await DeadLetterHost.StartAsync(() => Volatile.Read(ref fails)))
        {
            await before.PublishAsync(ada, new ThingHappened(1), new ThingHappened(2));
            await before.LettersAsync(2);
            await before.SettleAsync();
        }

        Volatile.Write(ref fails, false);
        await using var after = await DeadLetterHost.StartAsync(beside: before, keys: TestKeys.Settings([second], [TestKeys.Of("gateway"), second]));
        await after.SettleAsync();
        var (newest, oldest) = ((await after.LettersAsync(2))[0], (await after.LettersAsync(2))[1]);

        var (kept, again) = (await after.ReplayAsync(oldest.EntryId), await after.ReplayAsync(oldest.EntryId));
        await after.ExpectAsync(ada, 1);
        await ExecuteAsync(after.Owner, $"delete from nanobot.outbox where event_id = '{newest.EventId}'");
        var lost = await after.ReplayAsync(newest.EntryId);

        Assert.Equal((ReplayOutcome.SignedAnew, ReplayOutcome.Missing, ReplayOutcome.NotGenuine), (kept, again, lost));
        Assert.Equal(newest.EntryId, Assert.Single(await after.LettersAsync(1)).EntryId);
        Assert.Equal(new ReplayedDeadLetters(0, 1, 0, false), await after.ReplayAllAsync());
    }

    [Fact]
    public async Task An_entry_that_stays_though_its_row_waits_already_is_told_twice_and_takes_effect_once()
    {
        var ada = TestContexts.User();
        await using var host = await DeadLetterHost.StartAsync();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);
        await host.SettleAsync();
        var data = Assert.Single(await host.EntriesAsync(ThingHappened.Topic))["data"];
        var letter = await host.PutAsideAsync(data.Replace("\"tenantid\":\"t-", "\"tenantid\":\"x-", StringComparison.Ordinal));

        // As where the process ends between both steps.
        await ExecuteAsync(host.Owner, "update nanobot.outbox set published_at = null");
        Assert.Equal(ReplayOutcome.SignedAnew, await host.ReplayAsync(letter));

        await Eventually.TrueAsync(async () => (await host.EntriesAsync(ThingHappened.Topic)).Count >= 2);
        await host.SettleAsync();
        Assert.Equal([1], await host.EffectsAsync(ada));
        Assert.Empty(await host.EntriesAsync(DeadLetterHost.Letters));
    }

    [Fact]
    public async Task What_is_no_event_and_what_inboxes_may_have_forgotten_is_not_told_again_and_is_passed_over()
    {
        await using var host = await DeadLetterHost.StartAsync();
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1));
        await host.ExpectAsync(ada, 1);
        var genuine = Assert.Single(await host.EntriesAsync(ThingHappened.Topic))["data"];
        var none = await host.PutAsideAsync("not an event");
        var old = await host.PutAsideAsync(RefusalTests.Forge("nothing", ada));
        for (var i = 0; i < 150; i++)
        {
            await host.PutAsideAsync("not an event either");
        }

        await host.PutAsideAsync(genuine);

        Assert.Equal((ReplayOutcome.NotGenuine, ReplayOutcome.PastInbox), (await host.ReplayAsync(none), await host.ReplayAsync(old)));
        Assert.Equal(new ReplayedDeadLetters(1, 151, 1, false), await host.ReplayAllAsync());
        Assert.Equal(152, (await host.LettersAsync(152)).Count);
    }

    [Fact]
    public async Task Only_so_many_are_told_again_at_a_time_and_what_several_modules_put_aside_once()
    {
        await using var host = await DeadLetterHost.StartAsync();
        await host.PublishAsync(TestContexts.User(), new ThingHappened(1));
        var entry = Assert.Single(await Eventually.GetAsync(() => host.EntriesAsync(ThingHappened.Topic), static entries => entries.Count == 1))["data"];
        await Task.WhenAll(Enumerable.Range(0, DeadLetterDesk.Most + 1).Select(_ => host.PutAsideAsync(entry)));

        Assert.Equal(new ReplayedDeadLetters(DeadLetterDesk.Most, 0, 0, true), await host.ReplayAllAsync());
        Assert.Equal(new ReplayedDeadLetters(1, 0, 0, false), await host.ReplayAllAsync());
        Assert.Equal(new ReplayedDeadLetters(0, 0, 0, false), await host.ReplayAllAsync());
        // As it was published, and once for each request.
        Assert.Equal(3, (await host.EntriesAsync(ThingHappened.Topic)).Count);
    }

    private static async Task ExecuteAsync(string owner, string sql)
    {
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
