using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Signs what a process says of itself to the others, and reads what others say: the module is the one whose key signed it, whatever the text claims.
/// </summary>
public sealed class InstanceSignatures
{
    // An entry with some tens of dependencies; far above what a module has.
    private const int Longest = 16 * 1024;
    private readonly SignedText _texts;

    /// <summary>By the keys of section <c>Tenancy</c>.</summary>
    public InstanceSignatures(IOptions<TenancyOptions> options, Module module) =>
        _texts = new SignedText(ContextKeyRing.Of(options, module), "nanobot instance 1", Longest);

    /// <summary>The signed text.</summary>
    public string Sign(ReadOnlySpan<byte> content) => _texts.Sign(content);

    /// <summary>What was signed, and by which module; null where no trusted key signed it.</summary>
    public (string Module, byte[] Content)? Open(string? text) => _texts.Open(text);
}
