using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;

namespace Nanobot.Platform.Ai;

/// <summary>Why no model is asked.</summary>
public static class ModelRefusals
{
    private const int LongestShown = 100;

    /// <summary>No model that may be asked takes images.</summary>
    public static Refusal NoImages { get; } = new(StatusCodes.Status400BadRequest, "MODEL_TAKES_NO_IMAGES", "The model takes no images: name one that does, or leave them out.")
    {
        Members = new Dictionary<string, object?> { ["param"] = "messages" },
    };

    /// <summary>There is no such model, or none that the caller may know of.</summary>
    public static Refusal NotFound(string id) => new(StatusCodes.Status404NotFound, "model_not_found", $"There is no model {TextCut.Beginning(id, LongestShown)}, or none that you may use: GET /v1/models lists those that you may.")
    {
        Members = new Dictionary<string, object?> { ["param"] = "model" },
    };
}
