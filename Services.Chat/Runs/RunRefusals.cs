using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Runs;

/// <summary>The refusals of runs.</summary>
internal static class RunRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("RUN_NOT_FOUND", "run");

    public static Refusal Ended { get; } = Refusals.Conflict("RUN_ENDED", "The run has ended already.");

    /// <summary>What a stream of a cancelled run ends with.</summary>
    public static Refusal Cancelled { get; } = Refusals.Conflict("RUN_CANCELLED", "The run was cancelled; nothing of its answer was kept.");

    /// <summary>What a run ends with that is broken off again and again.</summary>
    public static Refusal Interrupted(int attempts) => Refusals.Unavailable("TURN_INTERRUPTED",
        $"The turn was broken off {attempts} times, and is given up; nothing of its answer was kept. What its tools did stays done.");

    public static Refusal QueueFull(int most) => Full("QUEUE_FULL", "session", most, $"At most {most} messages may wait in a session; wait for an answer, or cancel one.");

    public static Refusal TooMany(int most) => Full("TOO_MANY_RUNS", "user", most, $"At most {most} runs of a user may wait or be at work; wait for one to end, or cancel one.");

    private static Refusal Full(string code, string of, int most, string detail) => new(StatusCodes.Status429TooManyRequests, code, detail)
    {
        Members = new Dictionary<string, object?> { ["of"] = of, ["limit"] = most },
    };
}
