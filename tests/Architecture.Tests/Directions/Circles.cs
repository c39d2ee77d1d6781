namespace Nanobot.Architecture.Tests.Directions;

/// <summary>Finds namespaces that reach themselves.</summary>
internal static class Circles
{
    /// <summary>The arrows that lie on a circle: those whose end leads back to their beginning.</summary>
    public static IReadOnlyList<Arrow> In(IReadOnlyList<Arrow> arrows)
    {
        var next = arrows.ToLookup(static arrow => arrow.From, static arrow => arrow.To);
        return [.. arrows.Where(arrow => Reaches(next, arrow.To, arrow.From))];
    }

    private static bool Reaches(ILookup<string, string> next, string from, string to)
    {
        var (seen, waiting) = (new HashSet<string>([from]), new Stack<string>([from]));
        while (waiting.TryPop(out var one))
        {
            if (one == to)
            {
                return true;
            }

            foreach (var two in next[one].Where(seen.Add))
            {
                waiting.Push(two);
            }
        }

        return false;
    }
}
