namespace Nanobot.Platform.Policies.Rules;

/// <summary>What a list of a policy must be.</summary>
internal static class Lists
{
    /// <summary>Tells of a list that is too short or too long, and of each entry that is none or stands there twice.</summary>
    public static void Each(
        IReadOnlyList<string>? list, string field, int fewest, int most, Func<string, bool> holds, string why, Action<string, string> fail)
    {
        if ((list?.Count ?? 0) < fewest || list?.Count > most)
        {
            fail(field, $"must have {fewest} to {most} entries");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Math.Min(list?.Count ?? 0, most); i++)
        {
            // What JSON gives may be null whatever the type says.
            if (list![i] is not { } entry || !holds(entry))
            {
                fail($"{field}[{i}]", why);
            }
            else if (!seen.Add(entry))
            {
                fail($"{field}[{i}]", "stands there twice");
            }
        }
    }
}
