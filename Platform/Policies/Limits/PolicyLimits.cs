namespace Nanobot.Platform.Policies.Limits;

/// <summary>Bounds of policies and of sets of them.</summary>
public static class PolicyLimits
{
    /// <summary>Policies of a set.</summary>
    public const int Policies = 1000;

    /// <summary>Characters that the policies of a set have as they are stored, so that a whole set travels in one answer.</summary>
    public const int SetLength = 4 * 1024 * 1024;

    /// <summary>Triples of a principal, a resource and an action that the policies of a set name: the size of its index.</summary>
    public const int Combinations = 100_000;

    /// <summary>Characters of one policy as it is stored.</summary>
    public const int PolicyLength = 32 * 1024;

    /// <summary>Furthest that a tenant's priority is from 0.</summary>
    public const int TenantPriority = 1000;

    /// <summary>Furthest that a priority of the installation is from 0.</summary>
    public const int InstallationPriority = 10_000;

    /// <summary>Principals of a policy.</summary>
    public const int Principals = 50;

    /// <summary>Resources of a policy.</summary>
    public const int Resources = 50;

    /// <summary>Actions of a policy.</summary>
    public const int Actions = 20;

    /// <summary>Characters of a pattern.</summary>
    public const int Pattern = 200;

    /// <summary>Stars of a pattern.</summary>
    public const int Stars = 8;

    /// <summary>Entries of each list of networks or addresses.</summary>
    public const int Networks = 100;

    /// <summary>Attribute conditions of a policy.</summary>
    public const int Attributes = 20;

    /// <summary>Values of an attribute condition.</summary>
    public const int Values = 100;

    /// <summary>Characters of an attribute's key.</summary>
    public const int Key = 100;

    /// <summary>Own attributes of a tenant, a user or a key.</summary>
    public const int OwnAttributes = 32;

    /// <summary>Characters of the name of such a one.</summary>
    public const int OwnName = 50;

    /// <summary>Characters of the text of such a one.</summary>
    public const int OwnText = 200;

    /// <summary>Characters of the number of such a one, as it is written.</summary>
    public const int OwnNumber = 40;

    /// <summary>Characters of a description and of an attribute's value.</summary>
    public const int Text = 500;

    /// <summary>Tags of a policy.</summary>
    public const int Tags = 20;

    /// <summary>Characters of a tag.</summary>
    public const int Tag = 50;

    /// <summary>Members of a policy's metadata.</summary>
    public const int Metadata = 50;

    /// <summary>Whether a text is at most that long and can be stored and shown.</summary>
    internal static bool IsText(string text, int most) => text.Length <= most && !text.Any(static sign => char.IsControl(sign) && sign is not ('\n' or '\r' or '\t'));
}
