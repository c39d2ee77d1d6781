namespace Nanobot.Services.Gateway.Features.IssueToken;

/// <summary>Answer of <c>POST /users/{user_id}/tokens</c>.</summary>
/// <param name="AccessToken">The token, for <c>Authorization: Bearer</c>.</param>
/// <param name="TokenType">Always <c>Bearer</c>.</param>
/// <param name="ExpiresIn">Life in seconds; shorter than asked for where the key that asked ends earlier.</param>
internal sealed record IssuedToken(string AccessToken, string TokenType, long ExpiresIn);
