namespace Nanobot.Platform.Policies.Conditions;

/// <summary>The names of attributes that decisions know.</summary>
public static class AttributeName
{
    /// <summary>What a tenant's begin with.</summary>
    public const string Tenant = "tenant.";

    /// <summary>What a user's begin with.</summary>
    public const string User = "user.";

    /// <summary>What a key's begin with.</summary>
    public const string Key = "key.";

    /// <summary>The tenant's tier.</summary>
    public const string Tier = "tenant.tier";

    /// <summary>The tenant's status.</summary>
    public const string Status = "tenant.status";

    /// <summary>The operation that is asked for, at the gateway.</summary>
    public const string Operation = "operation";

    /// <summary>The method of HTTP that it is asked for by.</summary>
    public const string Method = "request.method";

    /// <summary>The door that it came by: one of <see cref="RequestDoor"/>.</summary>
    public const string Door = "request.door";

    /// <summary>The length of its body in octets, as it was told.</summary>
    public const string ContentLength = "request.content_length";

    /// <summary>What had the work done: one of <see cref="WorkOrigin"/>.</summary>
    public const string Origin = "work.origin";

    /// <summary>The tool that is called.</summary>
    public const string Tool = "tool.name";

    /// <summary>Where the text may have come from that the turn has read in which a tool is called: names parted by blanks.</summary>
    public const string Labels = "turn.labels";

    /// <summary>The model that is used.</summary>
    public const string Model = "model.name";

    /// <summary>Who runs the model.</summary>
    public const string Provider = "model.provider";

    /// <summary>The type of the report.</summary>
    public const string Report = "report.type";

    /// <summary>Whose attribute that is.</summary>
    public static AttributeGroups GroupOf(string name) =>
        name.StartsWith(Tenant, StringComparison.Ordinal) ? AttributeGroups.Tenant
        : name.StartsWith(User, StringComparison.Ordinal) ? AttributeGroups.User
        : name.StartsWith(Key, StringComparison.Ordinal) ? AttributeGroups.Key
        : AttributeGroups.Request;
}
