namespace Nanobot.Streams.Tests.Provider;

/// <summary>How the provider answers one attempt.</summary>
/// <param name="Words">Words, and tokens, of the answer.</param>
/// <param name="Step">Words of each event.</param>
/// <param name="TellsUsage">Whether it says what it counted.</param>
/// <param name="Refuses">Whether it answers with 503 instead.</param>
/// <param name="CutAfter">After how many words it breaks off.</param>
/// <param name="Pause">Milliseconds ahead of each event.</param>
internal sealed record ProviderWay(int Words, int Step, bool TellsUsage, bool Refuses, int CutAfter, int Pause)
{
    public static ProviderWay Of(int seed, string stream, int attempt)
    {
        var parts = stream.Split('-');
        var random = new Random(HashCode(seed, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture)));
        var way = new ProviderWay(random.Next(1, 40), random.Next(1, 5), random.Next(10) > 0, false, int.MaxValue, random.Next(3) == 0 ? random.Next(1, 12) : 0);
        return (random.Next(100), attempt) switch
        {
            (< 5, 1) => way with { Refuses = true },
            // Ahead of the first word: that is tried again.
            (< 10, 1) => way with { CutAfter = 0 },
            ( < 15, _) and ( >= 10, _) => way with { CutAfter = random.Next(way.Words) },
            _ => way,
        };
    }

    public Task ThinkAsync(int word, CancellationToken cancellationToken) => Pause == 0 ? Task.CompletedTask : Task.Delay(word == 0 ? Pause * 2 : Pause, cancellationToken);

    // The same in each process, unlike the runtime's own.
    private static int HashCode(int seed, int stream, int attempt) => unchecked((((seed * 31) + stream) * 486187739) + (attempt * 16777619));
}
