using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.DeadLetters;

/// <summary>What is refused of events that were put aside.</summary>
internal static class DeadLetterRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("DEAD_LETTER_NOT_FOUND", "event put aside");

    public static Refusal WrongId { get; } = Refusals.Invalid("entry_id", "must be an entry_id as the list has it: milliseconds-sequence");

    public static Refusal NotGenuine { get; } = Refusals.Conflict("DEAD_LETTER_NOT_GENUINE",
        "It is no event, or not one that its module signed with a key that is still known, and the outbox here does not have it: told again, it would be put aside again. It stays as it is; discard it.");

    public static Refusal PastInbox { get; } = Refusals.Conflict("DEAD_LETTER_PAST_INBOX",
        "It is so old that modules that have handled it may have forgotten that, and would do so again. It stays as it is; discard it.");

    public static Refusal Unavailable { get; } = Refusals.Unavailable("DEAD_LETTERS_UNAVAILABLE", "The event stream does not answer. Ask again.");
}
