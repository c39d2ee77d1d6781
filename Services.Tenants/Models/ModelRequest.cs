using System.ComponentModel.DataAnnotations;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Models;

/// <summary>Body of <c>PUT …/models/{name}</c>: all of a model, in the place of one that may be there.</summary>
/// <param name="Address">Base URL of an OpenAI-compatible server, https.</param>
/// <param name="Model">The model as that server knows it, 1 to 200 characters.</param>
/// <param name="Key">The server's key; it is never shown again. Absent: the one that is there, where the address stays the same, else none.</param>
/// <param name="Headers">Further headers of each request, 16 at most; their values are never shown again. Absent: those that are there, where the address stays the same, else none.</param>
/// <param name="InChain">Whether it is asked where nobody names a model. Absent: true.</param>
/// <param name="Place">Where it stands among the others, the lowest first; -1,000 to 1,000. Absent: 0.</param>
/// <param name="TakesImages">Whether it takes images. Absent: false.</param>
/// <param name="TakesTools">Whether it calls tools. Absent: true.</param>
/// <param name="ContextTokens">Tokens that it reads at most at once, 4,096 to 2,000,000. Absent: as the suite is set.</param>
/// <param name="InputPrice">What a million tokens read cost, in millionths of the currency; with output_price. Absent: the cost is marked as unknown.</param>
/// <param name="CachedInputPrice">The same of those that the server still knew. Absent: as others.</param>
/// <param name="OutputPrice">The same of those written.</param>
internal sealed record ModelRequest(
    [property: Required] string? Address = null,
    [property: Required] string? Model = null,
    string? Key = null,
    IReadOnlyDictionary<string, string?>? Headers = null,
    bool? InChain = null,
    [property: Range(-ModelRequest.FurthestPlace, ModelRequest.FurthestPlace)] int? Place = null,
    bool? TakesImages = null,
    bool? TakesTools = null,
    [property: Range(ModelRequest.SmallestContext, ModelRequest.LargestContext)] int? ContextTokens = null,
    [property: Range(0d, ModelRequest.LargestPrice)] long? InputPrice = null,
    [property: Range(0d, ModelRequest.LargestPrice)] long? CachedInputPrice = null,
    [property: Range(0d, ModelRequest.LargestPrice)] long? OutputPrice = null)
{
    public const int FurthestPlace = 1000;
    public const int SmallestContext = 4096;
    public const int LargestContext = 2_000_000;
    public const long LargestPrice = 1_000_000_000_000;
    private const int LongestAddress = 500;
    private const int LongestModel = 200;
    private const int LongestKey = 4096;
    private const string Price = "must be 0 to 1000000000000";

    /// <summary>Adds what is wrong with it.</summary>
    public void Check(bool allowHttp, ValidationErrors errors)
    {
        errors
            .Require(IsAddress(Address, allowHttp), "address", $"must be an absolute https URL of {LongestAddress} characters at most, without user, query and fragment")
            .Require(Model is { Length: > 0 and <= LongestModel } && IsVisible(Model), "model", $"must be 1 to {LongestModel} visible characters of ASCII without blanks")
            .Require(Key is null || (Key.Length is > 0 and <= LongestKey && IsVisible(Key)), "key", $"must be 1 to {LongestKey} visible characters of ASCII without blanks")
            .Require(Place is null or (>= -FurthestPlace and <= FurthestPlace), "place", "must be -1000 to 1000")
            .Require(ContextTokens is null or (>= SmallestContext and <= LargestContext), "context_tokens", "must be 4096 to 2000000")
            .Require(InputPrice is null or (>= 0 and <= LargestPrice), "input_price", Price)
            .Require(CachedInputPrice is null or (>= 0 and <= LargestPrice), "cached_input_price", Price)
            .Require(OutputPrice is null or (>= 0 and <= LargestPrice), "output_price", Price)
            .Require(InputPrice is null == OutputPrice is null || errors.IsUnreadable("input_price") || errors.IsUnreadable("output_price"), "output_price", "must be there with input_price, and not without it")
            .Require(CachedInputPrice is null || InputPrice is not null || errors.IsUnreadable("input_price"), "cached_input_price", "is for where there is an input_price");
        if (Headers is not null)
        {
            ModelHeaders.Check(Headers, errors);
        }
    }

    /// <summary>Nothing of it: it has the key.</summary>
    public override string ToString() => nameof(ModelRequest);

    private static bool IsAddress(string? text, bool allowHttp) => text is { Length: > 0 and <= LongestAddress } && IsVisible(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (allowHttp && address.Scheme == Uri.UriSchemeHttp))
        && address is { UserInfo: "", Query: "", Fragment: "", Host.Length: > 0 } && text.AsSpan().IndexOfAny("?#@\\") < 0;

    private static bool IsVisible(string text) => text.All(static character => character is > ' ' and <= '~');
}
