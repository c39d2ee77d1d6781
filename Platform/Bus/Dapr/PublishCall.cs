namespace Nanobot.Platform.Bus.Dapr;

/// <summary>Which rows of a turn go to the sidecar together.</summary>
internal static class PublishCall
{
    /// <summary>Rows in a call: what a sidecar publishes side by side where the component has no bulk of its own.</summary>
    public const int MostRows = 100;

    // A sidecar takes 4 MiB, as everything else in gRPC does: whatever each character becomes in UTF-8, and JSON's frame around it, stays below.
    private const int MostCharacters = 1_000_000;
    private const int MostOfOne = 100_000;

    /// <summary>The next row of each lane, those of a topic together; a large one by itself, so that its refusal is its own.</summary>
    public static IEnumerable<IReadOnlyList<PublishLane>> Of(IEnumerable<PublishLane> lanes)
    {
        foreach (var topic in lanes.GroupBy(static lane => lane.Next.Topic, StringComparer.Ordinal))
        {
            var (call, characters) = (new List<PublishLane>(), 0);
            foreach (var lane in topic)
            {
                var length = lane.Next.Envelope.Length;
                if (length > MostOfOne)
                {
                    yield return [lane];
                    continue;
                }

                if (call.Count == MostRows || characters + length > MostCharacters)
                {
                    yield return call;
                    (call, characters) = ([], 0);
                }

                call.Add(lane);
                characters += length;
            }

            if (call.Count > 0)
            {
                yield return call;
            }
        }
    }
}
