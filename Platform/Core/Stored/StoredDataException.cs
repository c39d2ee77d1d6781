using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Core.Stored;

/// <summary>
/// What is stored is there, but this version cannot read it: another version wrote it, or a hand did. It is left as it is.
/// </summary>
/// <param name="what">What it is and what is wrong with it, for the log; ids and names, nothing of what it holds.</param>
/// <param name="inner">How that was noticed.</param>
public sealed class StoredDataException(string what, Exception? inner = null) : Exception(what, inner), IRefused
{
    /// <summary>The refusal's code.</summary>
    public const string Code = "STORED_DATA_UNREADABLE";

    /// <inheritdoc />
    public Refusal Refusal { get; } = new(StatusCodes.Status500InternalServerError, Code,
        "What is stored of this cannot be read; it is left as it is. Quote the traceId when you report it.");

    // A reader's words may quote what it stumbled over.
    bool IRefused.HidesCause => true;
}
