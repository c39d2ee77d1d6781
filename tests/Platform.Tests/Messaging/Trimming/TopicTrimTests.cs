namespace Nanobot.Platform.Tests.Messaging.Trimming;

public sealed class TopicTrimTests
{
    private const int Hour = 60;

    [Fact]
    public async Task What_every_group_acknowledged_goes_away_once_past_the_retention()
    {
        await using var topic = await TrimmedTopic.CreateAsync();
        await topic.AddAsync(300, 200, 100, 30, 10);
        foreach (var group in new[] { "one", "two" })
        {
            await topic.ReadAsync(group, 5);
            await topic.AcknowledgeAsync(group, 300, 200, 100, 30, 10);
        }

        await topic.TrimAsync();
        Assert.Equal([30, 10], await topic.LeftAsync());

        topic.Time.Advance(TimeSpan.FromMinutes(40));
        await topic.TrimAsync();
        Assert.Equal([10], await topic.LeftAsync());
    }

    [Fact]
    public async Task What_the_slowest_group_has_not_read_stays_whatever_the_others_did()
    {
        await using var topic = await TrimmedTopic.CreateAsync();
        await topic.AddAsync(400, 300, 200, 100);
        await topic.ReadAsync("fast", 4);
        await topic.AcknowledgeAsync("fast", 400, 300, 200, 100);
        await topic.ReadAsync("slow", 2);
        await topic.AcknowledgeAsync("slow", 400, 300);

        await topic.TrimAsync();

        Assert.Equal([300, 200, 100], await topic.LeftAsync());
        Assert.Equal(2, (await topic.Redis.StreamReadGroupAsync(topic.Name, "slow", "consumer", ">")).Length);
    }

    [Fact]
    public async Task What_is_pending_stays_though_all_behind_it_is_acknowledged()
    {
        await using var topic = await TrimmedTopic.CreateAsync();
        await topic.AddAsync(400, 300, 200, 100);
        await topic.ReadAsync("fast", 4);
        await topic.AcknowledgeAsync("fast", 400, 300, 200, 100);
        await topic.ReadAsync("failing", 4);
        await topic.AcknowledgeAsync("failing", 400, 200, 100);

        await topic.TrimAsync();
        Assert.Equal([300, 200, 100], await topic.LeftAsync());

        await topic.AcknowledgeAsync("failing", 300);
        await topic.TrimAsync();
        Assert.Equal([100], await topic.LeftAsync());
    }

    [Fact]
    public async Task A_group_that_has_read_nothing_yet_keeps_everything()
    {
        await using var topic = await TrimmedTopic.CreateAsync();
        await topic.AddAsync(30 * 24 * Hour, 300, 100);
        await topic.ReadAsync("fast", 3);
        await topic.AcknowledgeAsync("fast", 30 * 24 * Hour, 300, 100);
        await topic.ReadAsync("new", 0);

        await topic.TrimAsync();
        Assert.Equal(3, (await topic.LeftAsync()).Count);

        await topic.ReadAsync("new", 3);
        await topic.AcknowledgeAsync("new", 30 * 24 * Hour, 300, 100);
        await topic.TrimAsync();
        Assert.Equal([100], await topic.LeftAsync());
    }

    [Fact]
    public async Task A_topic_without_readers_goes_by_the_age_of_the_outboxs_window_and_not_sooner()
    {
        await using var topic = await TrimmedTopic.CreateAsync();
        await topic.AddAsync(25 * Hour, 23 * Hour, 10);

        await topic.TrimAsync();
        Assert.Equal([23 * Hour, 10], await topic.LeftAsync());

        topic.Time.Advance(TimeSpan.FromHours(1.5));
        await topic.TrimAsync();
        Assert.Equal([10], await topic.LeftAsync());

        topic.Time.Advance(TimeSpan.FromHours(23));
        await topic.TrimAsync();
        Assert.Empty(await topic.LeftAsync());
    }

    [Fact]
    public async Task Many_at_once_that_trim_while_a_group_reads_take_nothing_from_it()
    {
        var ages = Enumerable.Range(100, 60).Reverse().ToArray();
        await using var topic = await TrimmedTopic.CreateAsync();
        await topic.AddAsync(ages);
        await topic.ReadAsync("reader", 0);

        foreach (var next in ages.Chunk(5))
        {
            var trims = Enumerable.Range(0, 4).Select(_ => topic.TrimAsync()).ToList();
            var read = await topic.Redis.StreamReadGroupAsync(topic.Name, "reader", "consumer", ">", 5);
            Assert.Equal(5, read.Length);
            Assert.All(read, entry => Assert.NotEmpty(entry.Values));
            await topic.AcknowledgeAsync("reader", next);
            await Task.WhenAll(trims);
        }

        await topic.TrimAsync();
        Assert.Equal([100], await topic.LeftAsync());
    }

    [Fact]
    public async Task A_pass_removes_more_than_one_step_does()
    {
        await using var topic = await TrimmedTopic.CreateAsync();
        await topic.AddManyAsync(25_000, age: 25 * Hour);

        await topic.TrimAsync();

        Assert.InRange(await topic.Redis.StreamLengthAsync(topic.Name), 0, 100);
    }

    [Fact]
    public async Task A_topic_that_nobody_published_to_is_left_unmade()
    {
        await using var topic = await TrimmedTopic.CreateAsync();

        await topic.TrimAsync();

        Assert.False(await topic.Redis.KeyExistsAsync(topic.Name));
    }
}
