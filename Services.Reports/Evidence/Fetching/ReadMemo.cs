namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>What was read of a document last, so that ten thousand reports read it once.</summary>
internal sealed class ReadMemo
{
    private volatile Known? _known;

    /// <summary>What is known under this stamp, or else what <paramref name="read"/> gives.</summary>
    public T Get<T>(object stamp, Func<T> read)
        where T : class
    {
        if (_known is { Value: T value } known && known.Stamp.Equals(stamp))
        {
            return value;
        }

        var fresh = read();
        _known = new Known(stamp, fresh);
        return fresh;
    }

    private sealed record Known(object Stamp, object Value);
}
