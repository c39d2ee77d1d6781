using Microsoft.Extensions.Options;
using Nanobot.Contracts.Models;

namespace Nanobot.Platform.Metering.Pricing;

/// <summary>What models cost.</summary>
internal sealed class PriceList(IOptions<PriceOptions> options)
{
    private const string Offline = "offline";
    private const string OwnVersion = "own";
    private static readonly ModelPrice Free = new() { Model = Offline };

    // The longest first: the more exact name.
    private readonly ModelPrice[] _prices = [.. options.Value.Models.OrderByDescending(static price => price.Model.Length)];

    /// <summary>What a model that somebody has brought costs, by its owner's own word; null: unpriced.</summary>
    public static (ModelPrice Price, string Version)? Of(OwnModel own) => own is { InputPrice: { } input, OutputPrice: { } output }
        ? (new ModelPrice { Model = own.Id, Input = input, CachedInput = own.CachedInputPrice, Output = output }, OwnVersion)
        : null;

    /// <summary>The price of the first of <paramref name="models"/> that has one, with the version of the list; null: unpriced.</summary>
    public (ModelPrice Price, string Version)? Find(params IReadOnlyList<string?> models)
    {
        foreach (var model in models)
        {
            if (model is { Length: > 0 } && Array.Find(_prices, price => price.Fits(model)) is { } known)
            {
                return (known, options.Value.Version);
            }
        }

        return models.Contains(Offline) ? (Free, options.Value.Version) : null;
    }
}
