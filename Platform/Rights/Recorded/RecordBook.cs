using System.Text.Json;
using Nanobot.Platform.Bus.Names;
using Nanobot.Platform.Core.Names;
using StackExchange.Redis;

namespace Nanobot.Platform.Rights.Recorded;

/// <summary>
/// The requests of each tenant that were decided lately, in Redis: of equal ones the last, the latest <see cref="Most"/> of them, for
/// <see cref="Kept"/>. A help for whoever tries a change, and no proof of anything: it may be lost.
/// </summary>
public sealed class RecordBook
{
    /// <summary>Most requests of a tenant that are kept.</summary>
    public const int Most = 500;

    // ARGV: how many are kept, for how many milliseconds, then moment, request, …
    private const string Add = """
        for i = 3, #ARGV, 2 do redis.call('ZADD', KEYS[1], 'GT', ARGV[i], ARGV[i + 1]) end
        local t = redis.call('TIME')
        redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. (t[1] * 1000 - ARGV[2]))
        redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -(ARGV[1] + 1))
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        return 1
        """;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);
    private readonly IConnectionMultiplexer _redis;
    private readonly TimeProvider _time;

    internal RecordBook(IConnectionMultiplexer redis, TimeProvider time) => (_redis, _time) = (redis, time);

    /// <summary>How long a request is kept.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromHours(6);

    /// <summary>The requests of a tenant, or with null of operators, the latest in front.</summary>
    /// <exception cref="RedisException">Redis does not say.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public async Task<IReadOnlyList<(RecordedRequest Request, DateTimeOffset At)>> ReadAsync(string? tenantId, CancellationToken cancellationToken)
    {
        var oldest = (_time.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
        var entries = await _redis.GetDatabase().SortedSetRangeByScoreWithScoresAsync(KeyOf(tenantId), oldest, order: Order.Descending, take: Most)
            .WaitAsync(Deadline, _time, cancellationToken);
        return [.. entries.Select(static entry => (Read(entry.Element!), At: DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Score))).Where(static entry => entry.Item1 is not null).Select(static entry => (entry.Item1!, entry.At))];
    }

    /// <summary>Keeps requests of a tenant.</summary>
    /// <exception cref="RedisException">Redis did not take them.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    internal Task AddAsync(string? tenantId, IEnumerable<DecidedRequest> requests, CancellationToken cancellationToken) => _redis.GetDatabase()
        .ScriptEvaluateAsync(Add, [KeyOf(tenantId)],
            [Most, (long)Kept.TotalMilliseconds, .. requests.SelectMany(static request => new RedisValue[] { request.At.ToUnixTimeMilliseconds(), Write(request.ToRecord()) })])
        .WaitAsync(Deadline, _time, cancellationToken);

    private static RedisKey KeyOf(string? tenantId) =>
        (tenantId is null ? StoreName.OfInstallation(NameKinds.DecidedOfOperators) : StoreName.OfTenant(NameKinds.Decided, tenantId)).ToKey();

    private static string Write(RecordedRequest request) => JsonSerializer.Serialize(request, RecordedRequestJson.Default.RecordedRequest);

    // One that a later version has written in a form of its own is passed over.
    private static RecordedRequest? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, RecordedRequestJson.Default.RecordedRequest) is { Resource: not null, Action: not null } request ? request : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
