namespace Nanobot.Platform.Bus.RollCalls;

/// <summary>What came of a call.</summary>
/// <param name="Heard">How many processes heard it, as Redis counts them; null where nobody was called.</param>
/// <param name="Done">How many of them said in time that they have done it.</param>
/// <param name="Failed">How many of them said in time that they could not.</param>
public readonly record struct RollCallOutcome(int? Heard, int Done, int Failed)
{
    /// <summary>Nobody was called: Redis does not answer.</summary>
    public static RollCallOutcome Uncalled { get; } = new(null, 0, 0);

    /// <summary>Whether every process that heard it has done it.</summary>
    public bool IsWhole => Heard is > 0 and var heard && Done == heard;

    /// <summary>Whether somebody who heard it said nothing in time.</summary>
    public bool HasSilent => Heard is { } heard && Done + Failed < heard;
}
