<?xml version="1.0" encoding="UTF-8"?>
<!--
  Een exportsjabloon in XSLT: het maakt van de gegevens van een verzonnen pakket een levering. De elementen en de vaste
  waarden die het schrijft, worden gecontroleerd; wat uit de gegevens komt, niet.
-->
<xsl:stylesheet version="1.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:srg="urn:srg-xml:regeling:2026">
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:template match="/export">
    <srg:SRG>
      <srg:Levering>
        <srg:Statistiekjaar><xsl:value-of select="@jaar"/></srg:Statistiekjaar>
        <srg:Statistiekmaand><xsl:value-of select="@maand"/></srg:Statistiekmaand>
        <srg:Statistiekcode>10</srg:Statistiekcode>
        <srg:NaamSoftwarepakket>and</srg:NaamSoftwarepakket>
        <srg:VersienummerSoftwarepakket>4.2</srg:VersienummerSoftwarepakket>
        <srg:Gemeentecode><xsl:value-of select="@gemeente"/></srg:Gemeentecode>
        <srg:Berichtgevercode>
          <xsl:choose>
            <xsl:when test="@samenwerking = 'ja'"><xsl:value-of select="@berichtgever"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="@gemeente"/></xsl:otherwise>
          </xsl:choose>
        </srg:Berichtgevercode>
      </srg:Levering>
      <srg:Voorzieningen>
        <xsl:apply-templates select="voorziening[@telt-mee = 'ja']"/>
      </srg:Voorzieningen>
    </srg:SRG>
  </xsl:template>

  <xsl:template match="voorziening">
    <srg:Voorziening>
      <xsl:apply-templates select="../persoon[@id = current()/@persoon]"/>
      <srg:RegistratienummerVoorziening><xsl:value-of select="@nummer"/></srg:RegistratienummerVoorziening>
      <srg:TypeVoorziening>
        <xsl:choose>
          <xsl:when test="@soort = 'lks'">10</xsl:when>
          <xsl:when test="@soort = 'forfaitair'">11</xsl:when>
          <xsl:when test="@soort = 'jobcoach'">30</xsl:when>
          <xsl:otherwise><xsl:value-of select="@code"/></xsl:otherwise>
        </xsl:choose>
      </srg:TypeVoorziening>
      <srg:BegindatumVoorziening><xsl:value-of select="start"/></srg:BegindatumVoorziening>
      <xsl:if test="einde">
        <srg:EinddatumVoorziening><xsl:value-of select="einde"/></srg:EinddatumVoorziening>
      </xsl:if>
      <xsl:if test="@soort = 'lks'">
        <srg:Loonkostensubsidie>
          <srg:Loonwaarde><xsl:value-of select="loonwaarde"/></srg:Loonwaarde>
        </srg:Loonkostensubsidie>
      </xsl:if>
    </srg:Voorziening>
  </xsl:template>

  <xsl:template match="persoon">
    <srg:Persoon>
      <srg:Burgerservicenummer><xsl:value-of select="bsn"/></srg:Burgerservicenummer>
      <srg:Geboortedatum><xsl:value-of select="geboren"/></srg:Geboortedatum>
      <srg:Geslacht>
        <xsl:choose>
          <xsl:when test="geslacht = 'M'">1</xsl:when>
          <xsl:when test="geslacht = 'V'">2</xsl:when>
          <xsl:otherwise>3</xsl:otherwise>
        </xsl:choose>
      </srg:Geslacht>
      <srg:Arbeidsvermogen><xsl:value-of select="arbeidsvermogen"/></srg:Arbeidsvermogen>
      <srg:DoelInzetVoorzieningen>1</srg:DoelInzetVoorzieningen>
    </srg:Persoon>
  </xsl:template>
</xsl:stylesheet>
