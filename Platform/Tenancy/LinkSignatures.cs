using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Signs what a module puts into a link and reads again itself: <c>base64url(content) "." key id "." base64url(ES256)</c>. The keys are those of the signed context; what is signed says
/// that it is a link and of which module, so that it passes for nothing else. A link is good as long as its key is among the trusted ones of its module.
/// </summary>
public sealed class LinkSignatures
{
    private const int Longest = 512;
    private readonly SignedText _texts;
    private readonly string _module;

    /// <summary>By the keys of section <c>Tenancy</c>.</summary>
    public LinkSignatures(IOptions<TenancyOptions> options, Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        _texts = new SignedText(ContextKeyRing.Of(options, module), "nanobot link 1", Longest);
        _module = module.Name;
    }

    /// <summary>The signed text, which any path takes.</summary>
    public string Sign(ReadOnlySpan<byte> content) => _texts.Sign(content);

    /// <summary>What was signed; null where this module signed no such text, or by a key that is trusted no longer.</summary>
    public byte[]? Open(string? token) => _texts.Open(token) is (var module, var content) && module == _module ? content : null;
}
