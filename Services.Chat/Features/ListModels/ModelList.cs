using Nanobot.Services.Chat.Models;

namespace Nanobot.Services.Chat.Features.ListModels;

/// <summary>Answer of <c>GET /v1/models</c>, in OpenAI's shape.</summary>
/// <param name="Object">Always <c>list</c>.</param>
/// <param name="Data">The models.</param>
internal sealed record ModelList(string Object, IReadOnlyList<ShownModel> Data);
