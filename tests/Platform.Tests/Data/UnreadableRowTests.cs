using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tests.Work;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Platform.Tests.Data;

/// <summary>Lists go on where one row cannot be read; what asks for that row says so; nothing else is taken for the row's fault.</summary>
public sealed class UnreadableRowTests : IClassFixture<TenantDatabase>, IDisposable
{
    private const string Good = "('a', '{\"n\":1}', now(), 'x'), ('c', '{\"n\":3}', now(), 'x')";
    private const string Select = "select * from (values {0}, {1}) as rows (id, document, at, word) order by id";

    private readonly LogLines _log = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener _listener = new();
    private readonly ILoggerFactory _loggers;
    private readonly TenantDb _db;
    private long _counted;

    public UnreadableRowTests(TenantDatabase database)
    {
        _loggers = LoggerFactory.Create(builder => builder.AddProvider(new Provider(_log)));
        _db = new TenantDb(database.Application, null, new UnreadableRows(_services.GetRequiredService<IMeterFactory>(), _loggers.CreateLogger<UnreadableRows>()));
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "nanobot.data.unreadable_rows" && instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _counted, value));
        _listener.Start();
    }

    public static TheoryData<string, string> BadRows => new()
    {
        { "('b', '{\"n\":\"one\"}', now(), 'x')", "JSON that does not fit its type at $.n" },
        { "('b', '{}', now(), 'x')", "JSON that does not fit its type" },
        { "('b', 'null', now(), 'x')", "is null" },
        { "('b', '', now(), 'x')", "JSON that does not fit its type" },
        { "('b', null, now(), 'x')", "a null in document" },
        { "('b', '{\"n\":2}', '0044-03-15 12:00:00+00 BC', 'x')", "a value out of range" },
        { "('b', '{\"n\":2}', '12000-01-01 00:00:00+00', 'x')", "a value out of range" },
        { "('b', '{\"n\":2}', now(), 'no guid')", "a text that does not fit its type" },
    };

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
        _loggers.Dispose();
    }

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task A_list_has_the_others_and_a_place_for_the_one_and_its_log_says_which_once(string bad, string fault)
    {
        for (var i = 0; i < 2; i++)
        {
            var rows = await _db.ListAsync(TestContexts.User(), Statement(bad), [0], Read, default);

            Assert.Equal([("a", true), ("b", false), ("c", true)], rows.Select(static row => (row.Key, row.IsReadable)));
            Assert.Equal([1, 3], rows.Readable());
        }

        var line = Assert.Single(_log.Lines, static line => line.Contains("cannot be read", StringComparison.Ordinal));
        Assert.Contains("The row b of SELECT", line, StringComparison.Ordinal);
        Assert.Contains(fault, line, StringComparison.Ordinal);
        Assert.Equal(2, _counted);
    }

    [Theory]
    [MemberData(nameof(BadRows))]
    public async Task Who_asks_for_it_is_told_that_it_cannot_be_read(string bad, string fault)
    {
        var thrown = await Assert.ThrowsAsync<StoredDataException>(() => _db.QueryAsync(TestContexts.User(), Statement(bad), Read, default));

        Assert.Contains("the row b of SELECT", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(fault, thrown.Message, StringComparison.Ordinal);
        Assert.Equal((500, "STORED_DATA_UNREADABLE"), (Failures.ToRefusal(thrown).Status, Failures.ToRefusal(thrown).Code));
    }

    [Fact]
    public async Task A_list_by_moments_goes_on_behind_each_that_can_be_stored()
    {
        string[] moments =
        [
            "-infinity", "4714-11-24 00:00:00+00 BC", "0044-03-15 12:00:00.123456+00 BC", "0001-01-01 00:00:00+00", "2026-11-26 10:00:00.000001+00",
            "9999-12-31 23:59:59.999999+00", "10000-01-01 00:00:00+00", "294276-12-31 23:59:59.999999+00", "infinity",
        ];
        var values = string.Join(", ", moments.Select(static (moment, index) => $"({index}, '{moment}'::timestamptz)"));
        var page = $"select n, at from (values {values}) as rows (n, at) where $1::timestamptz is null or at > $1 order by at limit 1";
        var (seen, after) = (new List<int>(), (StoredInstant?)null);

        while (await ListAsync(new Sql(page, after), [1], static row => row.GetInt32(0)) is [var only])
        {
            seen.Add(only.Value);
            Assert.True(StoredInstant.TryParse(only.Key, out var at));
            after = at;
        }

        Assert.Equal(Enumerable.Range(0, moments.Length), seen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("us")]
    [InlineData("5")]
    [InlineData("5us ")]
    [InlineData("+-5us")]
    [InlineData("1.5us")]
    [InlineData("-211813488000000001us")]
    [InlineData("9223371331200000000us")]
    [InlineData("9223372036854775808us")]
    public void What_cannot_be_stored_is_no_moment(string? text) => Assert.False(StoredInstant.TryParse(text, out _));

    [Fact]
    public async Task A_place_is_made_of_ids_texts_numbers_and_moments()
    {
        var sql = new Sql("select 'a.b', '0197a8f0-0000-7000-8000-000000000001'::uuid, 7::smallint, -7, 7::bigint, '2000-01-01 00:00:01+00'::timestamptz, null::text");

        Assert.Equal("a.b.0197a8f0-0000-7000-8000-000000000001.7.-7.7.1000000us.", Assert.Single(await ListAsync(sql, [0, 1, 2, 3, 4, 5, 6], static row => 0)).Key);
    }

    [Theory]
    [InlineData("'2000-01-01'::date")]
    [InlineData("'2000-01-01'::timestamp")]
    [InlineData("1.5::numeric")]
    public async Task A_list_cannot_go_by_what_may_not_be_readable(string column) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ListAsync(new Sql($"select {column}"), [0], static row => 0));

    [Fact]
    public async Task A_defect_of_the_reader_is_no_fault_of_the_row()
    {
        var sql = new Sql("select 'a', 1, null::text");

        await Assert.ThrowsAsync<InvalidCastException>(() => ListAsync(sql, static row => row.GetString(1)));
        await Assert.ThrowsAsync<IndexOutOfRangeException>(() => ListAsync(sql, static row => row.GetString(9)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => ListAsync(sql, static _ => throw new InvalidOperationException("a defect")));
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task Nor_is_a_failing_database_or_a_wish_to_stop()
    {
        var failing = new Sql("select n::text, 1 / (n - 2) from generate_series(1, 3) as n");
        Assert.Equal(PostgresErrorCodes.DivisionByZero, (await Assert.ThrowsAsync<PostgresException>(() => ListAsync(failing, static row => row.GetString(0)))).SqlState);

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _db.ListAsync(TestContexts.User(), new Sql("select 'a'"),
            [0], row =>
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
                return row.GetString(0);
            }, stop.Token));
        Assert.Empty(_log.Lines);
    }

    private static Sql Statement(string bad) => new(string.Format(CultureInfo.InvariantCulture, Select, Good, bad));

    private static int Read(NpgsqlDataReader row)
    {
        row.GetFieldValue<DateTimeOffset>(2);
        if (row.GetString(3) is var word and not "x")
        {
            Guid.Parse(word);
        }

        return (JsonSerializer.Deserialize<Document>(row.GetString(1)) ?? throw new StoredDataException("the document is null")).N;
    }

    private Task<List<StoredRow<T>>> ListAsync<T>(Sql statement, IReadOnlyList<int> key, Func<NpgsqlDataReader, T> map) =>
        _db.ListAsync(TestContexts.User(), statement, key, map, default);

    private Task<List<StoredRow<string>>> ListAsync(Sql statement, Func<NpgsqlDataReader, string> map) => ListAsync(statement, [0], map);

    private sealed class Provider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
            // It holds nothing.
        }
    }

    private sealed record Document
    {
        [JsonPropertyName("n")]
        public required int N { get; init; }
    }
}
