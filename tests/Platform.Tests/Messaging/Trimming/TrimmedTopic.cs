using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing.Stores;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Messaging.Trimming;

/// <summary>A topic in a Redis of its own, whose entries are as old as a test says, by a clock that stands still.</summary>
internal sealed class TrimmedTopic : IAsyncDisposable
{
    // A node of Redis' tree has no room for a second one beside it, so that trimming by whole nodes is exact.
    private static readonly string Large = new('x', 5_000);

    private readonly ServiceProvider _meters = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly TrimLog _log = new();
    private readonly LoggerFactory _loggers;
    private readonly ConnectionMultiplexer _redis;
    private readonly TopicTrim _trim;
    private readonly DateTimeOffset _start;

    private TrimmedTopic(ConnectionMultiplexer redis, MessagingOptions options)
    {
        _redis = redis;
        _start = Time.GetUtcNow();
        _loggers = new LoggerFactory([_log]);
        _trim = new TopicTrim(
            new StreamCommands(redis, Options.Create(options), Time),
            new MessagingMetrics(_meters.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>(), new TenantLabels()),
            Options.Create(options), Time, _loggers.CreateLogger<TopicTrim>());
    }

    public string Name { get; } = $"test.{Guid.NewGuid():N}.v1";

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public IDatabase Redis => _redis.GetDatabase();

    public IReadOnlyCollection<string> Warnings => _log.Lines;

    public static async Task<TrimmedTopic> CreateAsync(MessagingOptions? options = null) =>
        new(await ConnectionMultiplexer.ConnectAsync(SuiteStores.Shared.CreateRedis()), options ?? new MessagingOptions());

    public Task TrimAsync() => _trim.TrimAsync(Name, default);

    /// <summary>Adds entries that are as many minutes old, the oldest first.</summary>
    public async Task AddAsync(params int[] ages)
    {
        foreach (var age in ages)
        {
            await Redis.StreamAddAsync(Name, "data", Large, IdOf(age));
        }
    }

    /// <summary>Adds many small entries that are as many minutes old.</summary>
    public async Task AddManyAsync(int count, int age) => await Redis.ScriptEvaluateAsync(
        "for i = 1, tonumber(ARGV[1]) do redis.call('XADD', KEYS[1], ARGV[2] .. '-*', 'data', i) end", [Name], [count, StreamId.At(_start.AddMinutes(-age)).Milliseconds]);

    /// <summary>Has a group, made from the first entry on if need be, read as many more; none of them is acknowledged.</summary>
    public async Task ReadAsync(string group, int count)
    {
        if (!await Redis.KeyExistsAsync(Name) || (await Redis.StreamGroupInfoAsync(Name)).All(info => info.Name != group))
        {
            await Redis.StreamCreateConsumerGroupAsync(Name, group, StreamPosition.Beginning);
        }

        if (count > 0)
        {
            await Redis.StreamReadGroupAsync(Name, group, "consumer", StreamPosition.NewMessages, count);
        }
    }

    /// <summary>Has a group acknowledge what it read of these ages.</summary>
    public Task AcknowledgeAsync(string group, params int[] ages) =>
        Redis.StreamAcknowledgeAsync(Name, group, [.. ages.Select(age => (RedisValue)IdOf(age))]);

    /// <summary>The ages, in minutes at the start, of the entries that are there.</summary>
    public async Task<List<int>> LeftAsync() =>
        [.. (await Redis.StreamRangeAsync(Name)).Select(entry =>
            (int)(_start - DateTimeOffset.FromUnixTimeMilliseconds((long)StreamId.Parse(entry.Id!).Milliseconds)).TotalMinutes)];

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        _loggers.Dispose();
        await _meters.DisposeAsync();
    }

    private string IdOf(int age) => string.Create(CultureInfo.InvariantCulture, $"{StreamId.At(_start.AddMinutes(-age)).Milliseconds}-1");
}
