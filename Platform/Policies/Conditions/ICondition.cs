namespace Nanobot.Platform.Policies.Conditions;

/// <summary>One condition of a policy.</summary>
internal interface ICondition
{
    /// <summary>As decisions name it.</summary>
    string Name { get; }

    /// <summary>Whether it holds.</summary>
    bool Holds(in Facts facts);

    /// <summary>Whether it holds where the time, the address and the length of the body are left open.</summary>
    Chance ChanceOf(in Facts facts);
}
