using System.Text.Json.Serialization;
using Nanobot.Platform.Core.Health;

namespace Nanobot.Platform.Bus.Registry;

/// <summary>What an instance says of itself, signed by its module.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Instance">Its id.</param>
/// <param name="Version">Its version of the product.</param>
/// <param name="Address">Where it is reached, such as <c>http://10.0.3.7:8080</c>; null where it does not say.</param>
/// <param name="Contract">Hash of what it offers and takes.</param>
/// <param name="Stores">Its stores.</param>
/// <param name="TopicsIn">Topics that it takes up or hears.</param>
/// <param name="TopicsOut">Topics that it publishes to.</param>
/// <param name="State">One of <see cref="InstanceState"/>.</param>
/// <param name="Reasons">Why it is not ready.</param>
/// <param name="Dependencies">What it works with.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="SaidAt">When it said this, by its own clock.</param>
public sealed record RegistryEntry(
    string Module, string Instance, string Version, string? Address, string Contract, IReadOnlyList<string> Stores, IReadOnlyList<string> TopicsIn,
    IReadOnlyList<string> TopicsOut, string State,
    IReadOnlyList<string> Reasons, IReadOnlyList<Dependency> Dependencies, DateTimeOffset StartedAt, DateTimeOffset SaidAt)
{
    /// <summary>Whether requests may be sent to it.</summary>
    [JsonIgnore]
    public bool TakesRequests => State == InstanceState.Ready && Address is not null;

    /// <summary>Whether all that must be there is: what JSON leaves out is null.</summary>
    [JsonIgnore]
    internal bool IsWhole =>
        Module is not null && Instance is not null && Version is not null && Contract is not null && State is not null
        && Stores is not null && TopicsIn is not null && TopicsOut is not null && Reasons is not null && Dependencies is not null;
}

/// <summary>Source-generated JSON of <see cref="RegistryEntry"/>.</summary>
[JsonSerializable(typeof(RegistryEntry))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class RegistryJson : JsonSerializerContext;
