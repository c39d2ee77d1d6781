using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.Testing;

namespace Nanobot.Platform.Tests.Messaging.DeadLetters;

/// <summary>What is put aside is counted, shown without what is nobody's to read, and thrown away.</summary>
public sealed class DeskTests
{
    [Fact]
    public async Task An_event_that_was_put_aside_says_why_and_shows_neither_its_signature_nor_what_nobody_knows_as_harmless()
    {
        await using var host = await DeadLetterHost.StartAsync(static () => true);
        var ada = TestContexts.User();
        await host.PublishAsync(ada, new ThingHappened(1, "a user's words"));

        var letter = Assert.Single(await host.LettersAsync(1));

        Assert.Equal((ThingHappened.Topic, "handler_failed", "test", 1, "System.InvalidOperationException"), (letter.Topic, letter.Reason, letter.Module, letter.Attempts, letter.Error));
        Assert.Equal(("test", ada.TenantId, "ada"), (letter.Source, letter.TenantId, letter.UserId));
        Assert.InRange(letter.PutAsideAt!.Value, letter.Time!.Value, DateTimeOffset.UtcNow.AddMinutes(1));
        // Its topic is none of the contracts'.
        Assert.Equal("{}", letter.Data!.ToJsonString());
        Assert.Equal([new WithheldMember(null, "unknown", 2)], letter.Withheld);
        Assert.Equal(letter.EventId, (await host.Desk().FindAsync(ThingHappened.Topic, letter.EntryId, default))?.EventId);
        Assert.Null(await host.Desk().FindAsync(ThingHappened.Topic, "1-0", default));
    }

    [Fact]
    public async Task They_are_counted_and_listed_newest_first_page_by_page()
    {
        await using var host = await DeadLetterHost.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await host.PutAsideAsync("?", "no JSON"));
        }

        var first = await host.Desk().ListAsync(ThingHappened.Topic, null, 2, default);
        var second = await host.Desk().ListAsync(ThingHappened.Topic, first[1].EntryId, 100, default);

        Assert.Equal(ids, first.Concat(second).Select(static letter => letter.EntryId));
        Assert.Empty(await host.Desk().ListAsync(ThingHappened.Topic, "0-0", 100, default));
        Assert.All(first, static letter => Assert.True(letter is { Reason: null, EventId: null, Data: null, Size: 1, Withheld.Count: 0 }));
        Assert.Equal([(ThingHappened.Topic, 5L)], await host.Desk().CountAsync([ThingHappened.Topic, "none.v1"], default));
    }

    [Fact]
    public async Task One_or_all_of_them_are_thrown_away()
    {
        await using var host = await DeadLetterHost.StartAsync();
        var (id, asked) = (await host.PutAsideAsync("?"), 0);
        await host.PutAsideAsync("?");

        Assert.True(await DiscardAsync(id));
        Assert.False(await DiscardAsync(id));
        Assert.False(await DiscardAsync("no id"));
        Assert.Equal(1, asked);
        Assert.Single(await host.LettersAsync(1));
        await host.Desk().DiscardAllAsync(ThingHappened.Topic, CountedAsync, default);
        await host.Desk().DiscardAllAsync(ThingHappened.Topic, CountedAsync, default);
        Assert.Equal(2, asked);
        Assert.Empty(await host.LettersAsync(0));

        Task<bool> DiscardAsync(string entry) => host.Desk().DiscardAsync(ThingHappened.Topic, entry, CountedAsync, default);

        Task CountedAsync()
        {
            asked++;
            return Task.CompletedTask;
        }
    }

    [Theory]
    [InlineData("1-0", true)]
    [InlineData("18446744073709551615-18446744073709551615", true)]
    [InlineData("18446744073709551616-0", false)]
    [InlineData("01-0", false)]
    [InlineData("1", false)]
    [InlineData("1-0-0", false)]
    [InlineData("+1-0", false)]
    [InlineData("-", false)]
    [InlineData("(1-0", false)]
    [InlineData("", false)]
    public void An_id_is_one_as_Redis_writes_it(string text, bool isOne) => Assert.Equal(isOne, DeadLetterDesk.IsId(text));

    [Theory]
    [InlineData("1-0", "1-1")]
    [InlineData("1-18446744073709551615", "2-0")]
    public void The_next_id_is_the_one_right_behind(string id, string next) => Assert.Equal(next, StreamId.Parse(id).Next.ToString());
}
