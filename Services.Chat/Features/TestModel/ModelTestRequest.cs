using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Chat.Features.TestModel;

/// <summary>Body of <c>POST /models/test</c>.</summary>
/// <param name="Model">One of the models that GET /v1/models lists.</param>
internal sealed record ModelTestRequest([property: Required] string? Model);
