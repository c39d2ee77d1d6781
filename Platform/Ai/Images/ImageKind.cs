namespace Nanobot.Platform.Ai.Images;

/// <summary>An image as its first octets show it, whatever anybody says of it.</summary>
/// <param name="MediaType">image/png, image/jpeg, image/gif or image/webp.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct ImageKind(string MediaType, int Width, int Height)
{
    private const int Square = 2048;
    private const int ShortSide = 768;
    private const int Tile = 512;
    private const int TokensOfTile = 170;
    private const int TokensOfImage = 85;

    /// <summary>
    /// Tokens that one is estimated to be read at: as OpenAI counts them at full detail, which is more than most take: fitted into 2,048 pixels, its shorter side to 768, 85 and 170 for each
    /// square of 512 pixels that is begun.
    /// </summary>
    public long Tokens
    {
        get
        {
            var (width, height) = ((double)Width, (double)Height);
            var scale = Math.Min(1, Square / Math.Max(width, height));
            scale *= Math.Min(1, ShortSide / Math.Min(width * scale, height * scale));
            return TokensOfImage + ((long)Math.Ceiling(width * scale / Tile) * (long)Math.Ceiling(height * scale / Tile) * TokensOfTile);
        }
    }
}
