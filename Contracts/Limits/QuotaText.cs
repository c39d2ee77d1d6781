using System.Globalization;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Limits;

/// <summary>
/// Amounts in one line, as contexts and snapshots carry them: <c>sessions=20;storage=500@1790000000</c>, the number behind <c>@</c> the
/// second (Unix) at which it ends.
/// </summary>
public static class QuotaText
{
    /// <summary>The line; null for no amount.</summary>
    public static string? Write(IEnumerable<QuotaGrant> grants)
    {
        var text = string.Join(';', grants.Select(static grant => string.Create(
            CultureInfo.InvariantCulture, $"{grant.Quota}={grant.Amount}{(grant.Until is { } until ? $"@{until.ToUnixTimeSeconds()}" : "")}")));
        return text.Length == 0 ? null : text;
    }

    /// <summary>The amounts of a line; what it says that is no amount, or of a quota that is not known, is passed over: a newer version wrote it.</summary>
    public static IReadOnlyList<QuotaGrant> Read(string? line)
    {
        if (string.IsNullOrEmpty(line))
        {
            return [];
        }

        var grants = new List<QuotaGrant>();
        foreach (var part in line.Split(';'))
        {
            if (part.Split('=') is [var quota, var rest] && QuotaType.TryParse(quota, out _)
                && rest.Split('@') is [var number, .. var end] && end.Length <= 1
                && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= QuotaSet.Largest
                && UntilOf(end) is (true, var until))
            {
                grants.Add(new QuotaGrant(quota, amount, until));
            }
        }

        return grants;
    }

    private static (bool IsRead, DateTimeOffset? Until) UntilOf(string[] end) => end switch
    {
        [] => (true, null),
        [var seconds] when long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= 253_402_300_799 => (true, DateTimeOffset.FromUnixTimeSeconds(at)),
        _ => (false, null),
    };
}
