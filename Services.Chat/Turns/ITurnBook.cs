using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Turns;

/// <summary>What is kept of a turn in a session beside its answer: its journal, and what is written with its answer.</summary>
internal interface ITurnBook : ITurnJournal
{
    /// <summary>Whether the turn may still be written, as far as this book knows; where so, it stays so until the end of the transaction.</summary>
    Task<bool> HoldsAsync(TenantTransaction transaction, CancellationToken cancellationToken);

    /// <summary>What is written with the answer, in its transaction.</summary>
    IReadOnlyList<Sql> Closing(TurnAnswer answer);

    /// <summary>Tells whoever waits for it that the turn has its answer, in the transaction in which that is written.</summary>
    Task TellAsync(TenantTransaction transaction, TurnAnswer answer, CancellationToken cancellationToken);
}
