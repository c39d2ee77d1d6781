namespace Nanobot.Services.Chat.Agent;

/// <summary>
/// What is kept of a turn while it is at work, so that whoever takes it up after a crash goes on where it was: what is recorded is not asked or done
/// again. Rounds are the turn's calls of the model, from 0; calls those of tools, from 1.
/// </summary>
internal interface ITurnJournal
{
    /// <summary>What the model said in a round of an earlier attempt; null where it has to be asked.</summary>
    RecordedAnswer? AnswerOf(int round);

    /// <summary>What came of a call in an earlier attempt; null where that is not known.</summary>
    RecordedResult? ResultOf(int call);

    /// <summary>Whether an earlier attempt has begun a call that is not to be repeated.</summary>
    bool HasBegun(int call);

    /// <summary>Keeps what the model said, by which tools are called.</summary>
    Task AnsweredAsync(int round, RecordedAnswer answer, CancellationToken cancellationToken);

    /// <summary>Keeps that a call begins which is not to be repeated.</summary>
    Task BeginsAsync(int call, CancellationToken cancellationToken);

    /// <summary>Keeps what came of a call.</summary>
    Task EndedAsync(int call, RecordedResult result, CancellationToken cancellationToken);

    /// <summary>What the user said meanwhile to steer the turn, to be told ahead of a round.</summary>
    Task<IReadOnlyList<string>> HearAsync(int round, CancellationToken cancellationToken);
}
