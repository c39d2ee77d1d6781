namespace Nanobot.Platform.Policies.Conditions;

/// <summary>Whether a condition holds for somebody whose time and address are left open.</summary>
internal enum Chance
{
    /// <summary>At no time, from nowhere.</summary>
    Never,

    /// <summary>At some time, or from somewhere.</summary>
    Sometimes,

    /// <summary>Whenever and from wherever.</summary>
    Always,
}
