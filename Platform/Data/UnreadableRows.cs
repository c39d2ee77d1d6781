using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Nanobot.Platform.Data;

/// <summary>
/// Tells of rows that lists leave out because they cannot be read: each is counted every time and logged the first time, as
/// lists are asked for again and again.
/// </summary>
internal sealed partial class UnreadableRows
{
    public const string MeterName = "Nanobot.Data";

    // Beyond, some are logged once more: better than to remember without end.
    private const int MostKnown = 1000;

    private readonly ConcurrentDictionary<(string Statement, string Key), byte> _known = new();
    private readonly Counter<long> _rows;
    private readonly ILogger _logger;

    public UnreadableRows(IMeterFactory meters, ILogger<UnreadableRows> logger)
    {
        _rows = meters.Create(MeterName).CreateCounter<long>("nanobot.data.unreadable_rows", "{row}", "Rows that were left out because they cannot be read.");
        _logger = logger;
    }

    /// <param name="statement">Name of the statement that read the row.</param>
    /// <param name="key">What the row is known by.</param>
    /// <param name="fault">What is wrong with it.</param>
    public void Record(string statement, string key, string fault)
    {
        _rows.Add(1, new KeyValuePair<string, object?>("statement", statement));
        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        if (_known.TryAdd((statement, key), 0))
        {
            Log.LeftOut(_logger, key, statement, fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The row {RowKey} of {Statement} cannot be read and is left out: {Fault}")]
        public static partial void LeftOut(ILogger logger, string rowKey, string statement, string fault);
    }
}
