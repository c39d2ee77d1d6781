namespace Nanobot.Testing.Running;

/// <summary>A tenant that one test owns.</summary>
public sealed record SuiteTenant(SuiteFixture Suite, string TenantId, string AdminKey, string AdminKeyId)
{
    /// <summary>Creates a user and returns a token that acts as it.</summary>
    public async Task<string> CreateUserAsync(string userId, string language = "en")
    {
        using var admin = Suite.As(AdminKey);
        await SuiteFixture.SendAsync(admin, HttpMethod.Post, "/users",
            new { user_id = userId, initial_data = new { preferences = new { language } } });
        var token = await SuiteFixture.SendAsync(admin, HttpMethod.Post, $"/users/{userId}/tokens", new { });
        return token["access_token"]!.GetValue<string>();
    }
}
