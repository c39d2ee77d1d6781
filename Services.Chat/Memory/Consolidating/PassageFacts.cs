using System.Text;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Rights;
using Nanobot.Services.Chat.Tools.MemoryAppend;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>What a session says that is worth knowing: its next stretch, passage by passage, as far as policies let the user's assistant remember anything.</summary>
internal sealed class PassageFacts(ConsolidationReader reader, FactFinder finder, FactStore facts, TurnWindow window, ModuleRights rights)
{
    private const long MostBytes = 48 * 1024;
    private const int MostKnown = 100;
    private const int ShareOfKnown = 4;

    // Only the user's own is told of again: what the model says of it is the user's own then.
    private static readonly string[] Own = [LabelSet.Write(TextLabels.User)];

    /// <summary>The stretch, and what the model said of each of its passages; null for that where an answer has no sense.</summary>
    public async Task<(Stretch Stretch, IReadOnlyList<(Passage, IReadOnlyList<FoundFact>)>? Found)> FindAsync(
        ClaimedConsolidation claim, CancellationToken cancellationToken)
    {
        var room = Math.Min(await window.BytesAsync(claim.Context, cancellationToken) * 3 / 4, MostBytes);
        var stretch = await reader.ReadAsync(claim, room, cancellationToken);
        var known = stretch.Passages.Count == 0 ? [] : await facts.KnownAsync(claim.Context, Own, MostKnown, cancellationToken);
        var found = new List<(Passage, IReadOnlyList<FoundFact>)>();
        foreach (var passage in stretch.Passages)
        {
            if (!await MayAsync(claim, passage, cancellationToken))
            {
                continue;
            }

            // A server that does not take the form of the answer is asked without at the next attempt.
            if (await finder.FindAsync(claim.Context, passage, [.. Fitting(known, room / ShareOfKnown)], hasForm: claim.Attempts == 1, cancellationToken) is not { } answer)
            {
                return (stretch, null);
            }

            found.Add((passage, answer));
        }

        return (stretch, found);
    }

    // Whoever is not let remember by a tool is not let remember behind its back.
    private async Task<bool> MayAsync(ClaimedConsolidation claim, Passage passage, CancellationToken cancellationToken)
    {
        var use = new Use(ResourceKind.Tool, MemoryAppendPhrases.Skill.Tool) { Labels = LabelSet.Write(passage.Labels), Origin = WorkOrigin.Background };
        return await rights.CheckAsync(claim.Context, use, cancellationToken) switch
        {
            null => true,
            { Code: RightsRefusals.DeniedCode } => false,
            { } refusal => throw new RefusalException(refusal),
        };
    }

    private static IEnumerable<string> Fitting(IEnumerable<string> texts, long room) =>
        texts.TakeWhile(text => (room -= Encoding.UTF8.GetByteCount(text)) >= 0);
}
