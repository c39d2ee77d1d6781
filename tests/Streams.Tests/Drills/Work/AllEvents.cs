using Nanobot.Streams.Tests.Running;
using Npgsql;

namespace Nanobot.Streams.Tests.Drills.Work;

/// <summary>All events that modules have written, and which module has handled which of them when: outboxes beside inboxes.</summary>
internal sealed class AllEvents
{
    private static readonly string[] Modules = ["tenants", "chat", "reports", "scheduler"];

    private static readonly Dictionary<string, string[]> TakenUp = Read(File.ReadLines(Path.Combine(Build.Current.Root, "docs", "contracts", "events.md")));

    private readonly List<Written> _written = [];
    private readonly Dictionary<string, Dictionary<string, DateTime>> _handled = new(StringComparer.Ordinal);

    /// <summary>Events that were written.</summary>
    public int Count => _written.Count;

    /// <summary>Events that some module takes up, once for each that does.</summary>
    public int Deliveries => Modules.Sum(module => _written.Count(one => TakenUp[module].Contains(one.Topic)));

    /// <summary>Events that have not left their outbox.</summary>
    public int Waiting => _written.Count(static one => one.PublishedAt is null);

    /// <summary>Topics of which there was an event.</summary>
    public int Topics => _written.DistinctBy(static one => one.Topic).Count();

    /// <summary>Reads all of it.</summary>
    public static async Task<AllEvents> ReadAsync(ModuleSuite suite)
    {
        var log = new AllEvents();
        foreach (var module in Modules)
        {
            log._written.AddRange(await RowsAsync(suite, module, "select event_id::text, tenant_id, topic, id, created_at, published_at from nanobot.outbox order by id",
                row => new Written(module, row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetDateTime(4), row.IsDBNull(5) ? null : row.GetDateTime(5))));
            log._handled[module] = (await RowsAsync(suite, module, "select event_id, received_at from nanobot.inbox", static row => (Id: row.GetString(0), At: row.GetDateTime(1))))
                .ToDictionary(static row => row.Id, static row => row.At, StringComparer.Ordinal);
        }

        return log;
    }

    /// <summary>Events that a module takes up and has not handled.</summary>
    public IEnumerable<string> Unhandled() =>
        from module in Modules
        from one in _written
        where TakenUp[module].Contains(one.Topic) && !_handled[module].ContainsKey(one.Id)
        select $"{one.Topic} {one.Id} of {one.Tenant} was not handled by {module}";

    /// <summary>
    /// Events of a tenant that a module has handled ahead of one that had left the same outbox for the same topic before they were begun. Those that were written at the same time have
    /// no order but that of their commits, which nobody knows afterwards.
    /// </summary>
    public IEnumerable<string> OutOfOrder()
    {
        foreach (var module in Modules)
        {
            foreach (var lane in _written.Where(one => TakenUp[module].Contains(one.Topic) && _handled[module].ContainsKey(one.Id)).GroupBy(static one => (one.Module, one.Tenant, one.Topic)))
            {
                var (left, next, last) = (lane.Where(static one => one.PublishedAt is not null).OrderBy(static one => one.PublishedAt).ToList(), 0, (Written?)null);
                foreach (var one in lane.OrderBy(static one => one.BegunAt))
                {
                    for (; next < left.Count && left[next].PublishedAt < one.BegunAt; next++)
                    {
                        last = last is null || _handled[module][left[next].Id] > _handled[module][last.Id] ? left[next] : last;
                    }

                    if (last is not null && _handled[module][last.Id] > _handled[module][one.Id])
                    {
                        yield return $"{module} handled {one.Topic} {one.Number} of {one.Tenant} {(_handled[module][last.Id] - _handled[module][one.Id]).TotalMilliseconds:0} ms ahead of {last.Number}";
                    }
                }
            }
        }
    }

    // Who takes up what, as the page of events says that tests write from the modules' definitions: | [`name`](…) | published by | taken up by | heard by |
    private static Dictionary<string, string[]> Read(IEnumerable<string> page)
    {
        var rows = page.Where(static line => line.StartsWith("| [`", StringComparison.Ordinal)).Select(static line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();
        return Modules.ToDictionary(static module => module, module =>
            rows.Where(row => row[3].Split(", ").Contains(module)).Select(static row => row[1].Split('`')[1]).ToArray() is { Length: > 0 } topics ? topics
                : throw new InvalidOperationException($"By the page of events {module} takes up nothing."), StringComparer.Ordinal);
    }

    private static async Task<List<T>> RowsAsync<T>(ModuleSuite suite, string module, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = suite.Rows(module).CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private sealed record Written(string Module, string Id, string Tenant, string Topic, long Number, DateTime BegunAt, DateTime? PublishedAt);
}
