using System.Globalization;
using Npgsql;

namespace Nanobot.Platform.Data;

/// <summary>A demand of a batch did not hold (<c>nanobot.demand</c>): nothing of the batch was done.</summary>
/// <param name="what">The demand, by the name that its statement gives it.</param>
/// <param name="found">What was found in its place.</param>
/// <param name="inner">What the database said.</param>
public sealed class UnmetDemandException(string what, long found, Exception inner) : Exception($"The demand {what} of a batch does not hold.", inner)
{
    private const string SqlState = "NB001";

    /// <summary>The demand.</summary>
    public string What => what;

    /// <summary>What was found, for example how many there are already.</summary>
    public long Found => found;

    internal static UnmetDemandException? Of(PostgresException exception)
    {
        var end = exception.MessageText.LastIndexOf(' ');
        return exception.SqlState == SqlState && long.TryParse(exception.MessageText.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var found)
            ? new(exception.MessageText[..Math.Max(end, 0)], found, exception)
            : null;
    }
}
