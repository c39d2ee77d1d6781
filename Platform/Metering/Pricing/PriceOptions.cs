namespace Nanobot.Platform.Metering.Pricing;

/// <summary>The price list, section <c>Ai:Prices</c>. A model that is not on it costs nothing and is marked as unpriced.</summary>
public sealed class PriceOptions
{
    /// <summary>Name of this state of the list; kept with each call. Default <c>unversioned</c>; 1 to 50 characters.</summary>
    public string Version { get; set; } = "unversioned";

    /// <summary>The prices. Of several that fit a model the longest name counts. Default: none.</summary>
    public List<ModelPrice> Models { get; set; } = [];
}
