namespace Nanobot.Contracts.Reports;

/// <summary>An address to which others post news, which are evidence for reports.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Shared">Whether it is the tenant's, and its news are for all users.</param>
/// <param name="Signed">Whether posts have to be signed, as Standard Webhooks has it.</param>
/// <param name="Influencer">For whom of the people that users follow it stands; null for nobody.</param>
/// <param name="Items">Pieces of news that it holds.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed.</param>
/// <param name="LastAt">When news came last that were not known already; null for never.</param>
public sealed record InboxResource(string Name, bool Shared, bool Signed, string? Influencer, int Items, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? LastAt)
{
    /// <summary>Where news are posted, in the one answer that made the address; else null.</summary>
    public string? Address { get; init; }

    /// <summary>By which they are signed, in the one answer that made it: whsec_ and base64; else null.</summary>
    public string? Secret { get; init; }

    /// <summary>Nothing of address and secret.</summary>
    public override string ToString() => $"{nameof(InboxResource)} {Name}";
}
