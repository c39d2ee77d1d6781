using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>
/// Of what a model said those facts that may be written: in a form that can be nothing else, resting on a message that the model was shown, new, and no more than there is room
/// for. Nothing here goes by what a fact says.
/// </summary>
/// <param name="Kept">They go into the file.</param>
/// <param name="Quarantined">They wait for the user.</param>
/// <param name="Dropped">How many are kept nowhere.</param>
internal sealed record CheckedFacts(IReadOnlyList<NewFact> Kept, IReadOnlyList<NewFact> Quarantined, int Dropped)
{
    // What a prompt shows of a file; a line beyond it would be written for nobody.
    private const int MostCharacters = 20_000;

    /// <param name="claim">The session that was gone through.</param>
    /// <param name="consolidationId">The consolidation.</param>
    /// <param name="found">What the model said of each passage.</param>
    /// <param name="present">MEMORY.md.</param>
    /// <param name="known">All that is or was known, or waits to be.</param>
    /// <param name="places">How many more may be in quarantine.</param>
    public static CheckedFacts Of(
        ClaimedConsolidation claim, Guid consolidationId, IReadOnlyList<(Passage Passage, IReadOnlyList<FoundFact> Facts)> found, WorkspaceFile? present,
        IEnumerable<string> known, long places)
    {
        var keys = known.Concat(MemoryLines.Of(present)).Select(FactText.KeyOf).ToHashSet(StringComparer.Ordinal);
        var (kept, quarantined, dropped) = (new List<NewFact>(), new List<NewFact>(), 0);
        var room = present is { Text: null } ? 0 : MostCharacters - (present?.Text?.Length ?? 0);
        foreach (var (passage, facts) in found)
        {
            var shown = passage.Messages.ToDictionary(static message => message.Number);
            foreach (var fact in facts)
            {
                if (!FactText.TryForm(fact.Text, out var text) || !shown.TryGetValue(fact.Message, out var message))
                {
                    dropped++;
                }
                else if (keys.Add(FactText.KeyOf(text)))
                {
                    var one = new NewFact(text, FactKind.All.Contains(fact.Kind) ? fact.Kind! : FactKind.Note, FactOrigin.Consolidation, passage.Labels)
                    {
                        SessionId = claim.SessionId, TurnId = message.TurnId, MessageNumber = message.Number, ConsolidationId = consolidationId,
                    };
                    var (list, fits) = passage.IsOthers ? (quarantined, quarantined.Count < places) : (kept, (room -= text.Length + 3) >= 0);
                    if (fits)
                    {
                        list.Add(one);
                    }
                    else
                    {
                        dropped++;
                    }
                }
            }
        }

        return new CheckedFacts(kept, quarantined, dropped);
    }
}
