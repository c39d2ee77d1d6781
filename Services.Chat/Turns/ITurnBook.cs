using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Agent;

namespace Nanobot.Services.Chat.Turns;

/// <summary>What is kept of a turn in a session beside its answer: its journal, and what is written with its answer.</summary>
internal interface ITurnBook : ITurnJournal
{
    /// <summary>What is demanded for the turn to be written still, as far as this book knows; where it holds, it does so until the end of the transaction.</summary>
    IReadOnlyList<SqlStep> Demands { get; }

    /// <summary>Whether it tells what the turn came to: then that is found out before it is written.</summary>
    bool TellsCost { get; }

    /// <summary>What is written with the answer, in its transaction.</summary>
    IReadOnlyList<SqlStep> Closing(TurnAnswer answer);
}
